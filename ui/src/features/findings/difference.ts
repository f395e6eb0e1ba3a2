/** A text in three parts: what it shares with another at both ends, and what is its own between. */
export interface Parts {
  readonly before: string;
  readonly own: string;
  readonly after: string;
}

/** What in `value` is not in `other`, whole words of it. */
export function difference(value: string, other: string): Parts {
  const words = value.split(/(?<=\s)/u);
  const others = other.split(/(?<=\s)/u);
  const most = Math.min(words.length, others.length);
  let first = 0;
  while (first < most && words[first]?.trim() === others[first]?.trim()) first += 1;
  let last = 0;
  while (
    last < most - first &&
    words[words.length - 1 - last]?.trim() === others[others.length - 1 - last]?.trim()
  ) {
    last += 1;
  }
  const end = words.length - last;
  const between = words.slice(first, end).join('');
  const own = between.trimEnd();
  return {
    before: words.slice(0, first).join(''),
    own,
    after: between.slice(own.length) + words.slice(end).join(''),
  };
}
