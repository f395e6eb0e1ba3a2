/** How well a passphrase would hold, as a hint while it is typed; what is refused is Rust's to say. */
export type Strength = 'none' | 'short' | 'fair' | 'good';

/** Length is what counts: letters that repeat add little to it. */
export function strengthOf(passphrase: string): Strength {
  if (passphrase === '') return 'none';
  const letters = [...passphrase];
  const weight = letters.length / 2 + new Set(letters).size / 2;
  if (letters.length < 12 || weight < 10) return 'short';
  return weight < 15 ? 'fair' : 'good';
}
