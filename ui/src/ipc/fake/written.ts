/** Reads `1.10.2026 klo 9.30` and ISO 8601; the real rules are Rust's. */
export function written(text: string): string | null {
  const iso = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(text);
  if (iso) return `${iso[1]}T${iso[2]}`;
  const plain = text.replaceAll('\u00a0', ' ').trim();
  const finnish =
    /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\s+(?:klo|kl\.?|at)?\s*(\d{1,2})(?:[.:](\d{2}))?)?$/.exec(
      plain,
    );
  if (!finnish) return null;
  const two = (part: string | undefined) => (part ?? '0').padStart(2, '0');
  return `${finnish[3]}-${two(finnish[2])}-${two(finnish[1])}T${two(finnish[4])}:${two(finnish[5])}`;
}
