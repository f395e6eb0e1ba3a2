import { lingui } from '@lingui/vite-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { fontLicence } from './build/font-licence.ts';
import { shippable } from './build/shippable.ts';

export default defineConfig(({ mode }) => ({
  base: './',
  clearScreen: false,
  plugins: [react(), lingui(), fontLicence(), mode === 'production' && shippable()],
  server: { port: 1420, strictPort: true, host: '127.0.0.1' },
  preview: { port: 1421, strictPort: true, host: '127.0.0.1' },
  build: {
    target: ['chrome120', 'safari16.4'],
    // The window's policy allows neither inline scripts nor data: fonts.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    testTimeout: 60_000,
    setupFiles: ['src/testing/setup.ts'],
    css: { modules: { classNameStrategy: 'non-scoped' } },
  },
}));
