import type { Plugin } from 'vite';

/**
 * Refuses a production bundle that the window's content policy would break, or that carries the
 * backend of the tests.
 */
export function shippable(): Plugin {
  return {
    name: 'shippable',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk') {
          const fake = file.moduleIds.find((id) => /\/src\/(ipc\/fake|testing)/.test(id));
          if (fake) this.error(`${file.fileName} contains ${fake}, which is for tests only`);
        } else if (file.fileName.endsWith('.html')) {
          const html = String(file.source);
          if (/<script(?![^>]*\ssrc=)/.test(html) || /<style|\sstyle=|\son\w+=/.test(html)) {
            this.error(`${file.fileName} contains an inline script or style`);
          }
          if (/(src|href)="(https?:)?\/\//.test(html)) {
            this.error(`${file.fileName} names something outside the program`);
          }
        } else if (
          file.fileName.endsWith('.css') &&
          /url\(\s*["']?(https?:|\/\/|data:font)/.test(String(file.source))
        ) {
          this.error(`${file.fileName} names a font or picture that the window may not load`);
        }
      }
    },
  };
}
