import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** Lays the licence of the shipped font beside it, as the licence asks. */
export function fontLicence(): Plugin {
  return {
    name: 'font-licence',
    apply: 'build',
    generateBundle() {
      this.emitFile({
        type: 'asset',
        fileName: 'licences/source-sans-3.txt',
        source: readFileSync(
          new URL('../node_modules/@fontsource-variable/source-sans-3/LICENSE', import.meta.url),
        ),
      });
    },
  };
}
