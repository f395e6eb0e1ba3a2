import './styles/base.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';

const root = document.getElementById('root');
if (root) {
  if (
    import.meta.env.MODE === 'demo' ||
    (import.meta.env.DEV && !('__TAURI_INTERNALS__' in window))
  ) {
    const [{ fakeBackend }, { installBackend }] = await Promise.all([
      import('./ipc/fake'),
      import('./ipc/backend'),
    ]);
    installBackend(fakeBackend({ today: new Date(), registrations: 10_000 }));
  }
  createRoot(root).render(<App />);
}
