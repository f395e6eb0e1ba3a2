import './styles/base.css';
import { I18nProvider } from '@lingui/react';
import { createRoot } from 'react-dom/client';
import { speak } from './i18n/i18n';
import { useText } from './i18n/useText';

function App() {
  const text = useText();
  return <h1>{text('app.name')}</h1>;
}
const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <I18nProvider i18n={speak('fi')}>
      <App />
    </I18nProvider>,
  );
