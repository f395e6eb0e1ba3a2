import { expect, test } from 'vitest';
import { strengthOf } from './passphrase';

test.each([
  ['', 'none'],
  ['kevät2026', 'short'],
  ['aaaaaaaaaaaaaaaa', 'short'],
  ['hilla verkko', 'fair'],
  ['kuusi hilla verkko poro', 'good'],
] as const)('%j is %s', (passphrase, strength) => {
  expect(strengthOf(passphrase)).toBe(strength);
});
