import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Icon, type IconName } from '../components/Icon';
import { SharingBadge } from '../features/sharing/SharingBadge';
import { formatNumber } from '../i18n/format';
import { type MessageId, useText } from '../i18n/useText';
import { sharingQuery } from '../ipc/queries';
import styles from './Shell.module.css';

const PLACES: readonly { to: string; icon: IconName; label: MessageId }[] = [
  { to: '/', icon: 'calendar', label: 'nav.events' },
  { to: '/inbox', icon: 'inbox', label: 'nav.inbox' },
  { to: '/search', icon: 'search', label: 'nav.search' },
  { to: '/findings', icon: 'decide', label: 'nav.findings' },
  { to: '/settings', icon: 'settings', label: 'nav.settings' },
];

/** What surrounds every screen: where one can go, and the way past it. */
export function Shell() {
  const text = useText();
  const navigate = useNavigate();
  const toDecide = useQuery(sharingQuery).data?.findings ?? 0;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key === 'k') {
        event.preventDefault();
        void navigate({ to: '/search', search: { q: '' } });
        // On the screen of the search already, nothing new takes the focus by itself.
        document.querySelector<HTMLElement>('input[type="search"]')?.focus();
      }
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [navigate]);
  return (
    <div className={styles.shell}>
      <button
        type="button"
        className={styles.skip}
        onClick={() => document.getElementById('content')?.focus()}
      >
        {text('app.skip')}
      </button>
      <nav className={styles.rail} aria-label={text('app.navigation')}>
        <p className={styles.mark}>{text('app.name')}</p>
        <ul className={styles.places}>
          {PLACES.map((place) => (
            <li key={place.to}>
              <Link
                to={place.to}
                className={styles.place}
                activeOptions={{ exact: false, includeSearch: false }}
              >
                <Icon name={place.icon} />
                {text(place.label)}
                {place.to === '/findings' && toDecide > 0 && (
                  <span className={styles.count}>{formatNumber(text.language, toDecide)}</span>
                )}
              </Link>
            </li>
          ))}
        </ul>
        <SharingBadge />
      </nav>
      <main id="content" className={styles.content} tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}
