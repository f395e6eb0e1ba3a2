import './styles/base.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';

const root = document.getElementById('root');
if (root) {
  if (
    import.meta.env.MODE === 'demo' ||
    (import.meta.env.DEV && !('__TAURI_INTERNALS__' in window))
  ) {
    const [{ fakeBackend }, { SHARE_STATES }, { installBackend }] = await Promise.all([
      import('./ipc/fake'),
      import('./ipc/fake/sampleShare'),
      import('./ipc/backend'),
    ]);
    const asked = new URLSearchParams(location.search);
    // The router would take what is asked of the demo for a search of the screen.
    history.replaceState(null, '', location.pathname + location.hash);
    installBackend(
      fakeBackend({
        today: new Date(),
        registrations: 10_000,
        open: !asked.has('closed'),
        empty: asked.has('empty'),
        language: asked.get('language') ?? 'fi',
        theme: asked.get('theme') ?? 'system',
        share: SHARE_STATES.find((state) => state === asked.get('share')) ?? 'needs_you',
        delay: Number(asked.get('delay') ?? 0),
      }),
    );
  }
  createRoot(root).render(<App />);
}
