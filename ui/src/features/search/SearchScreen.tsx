import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useRef } from 'react';
import { Button } from '../../components/Button';
import { Icon, type IconName } from '../../components/Icon';
import { Screen } from '../../components/Screen';
import { TextInput } from '../../components/TextInput';
import { useText } from '../../i18n/useText';
import type { SearchHit } from '../../ipc/bindings';
import { searchQuery } from '../../ipc/queries';
import styles from './SearchScreen.module.css';

const ICONS: Partial<Record<string, IconName>> = {
  person: 'person',
  organisation: 'organisation',
  project: 'paper',
  infrastructure: 'place',
};

/** Finds people, organisations and projects while one types; arrows go into what was found. */
export function SearchScreen({ text: wanted }: { readonly text: string }) {
  const text = useText();
  const navigate = useNavigate();
  const list = useRef<HTMLUListElement>(null);
  const found = useQuery(searchQuery(wanted));
  const hits = wanted.trim().length >= 2 ? (found.data ?? []) : [];
  const title = text('search.title');
  const step = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      list.current?.querySelector('a')?.click();
      return;
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const links = [...(list.current?.querySelectorAll('a') ?? [])];
    const here = document.activeElement;
    const at = here instanceof HTMLAnchorElement ? links.indexOf(here) : -1;
    const next = links[at + (event.key === 'ArrowDown' ? 1 : -1)];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  };
  return (
    <Screen
      title={title}
      documentTitle={text('app.title', { screen: title })}
      actions={
        <Button
          icon="add"
          onPress={() => void navigate({ to: '/new/$kind', params: { kind: 'project' } })}
        >
          {text('record.new.project')}
        </Button>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows lead from the field into the list */}
      <div className={styles.search} onKeyDown={step}>
        <TextInput
          label={text('search.field')}
          value={wanted}
          onChange={(q) => void navigate({ to: '/search', search: { q }, replace: true })}
          type="search"
          autoFocus
        />
        <p className={styles.said} role="status">
          {wanted.trim().length < 2
            ? text('search.hint')
            : found.data && hits.length === 0
              ? text('search.none', { text: wanted.trim() })
              : hits.length > 0 && text('search.found', { count: hits.length })}
        </p>
        {hits.length > 0 && (
          <ul ref={list} className={styles.hits} aria-label={text('search.results')}>
            {hits.map((hit) => (
              <Hit key={`${hit.kind} ${hit.id}`} hit={hit} />
            ))}
          </ul>
        )}
      </div>
    </Screen>
  );
}

function Hit({ hit }: { readonly hit: SearchHit }) {
  const text = useText();
  return (
    <li>
      <Link to="/record/$kind/$id" params={{ kind: hit.kind, id: hit.id }} className={styles.hit}>
        <Icon name={ICONS[hit.kind] ?? 'file'} />
        <span className={styles.name}>{hit.title}</span>
        <span className={styles.detail}>{hit.detail}</span>
        <span className={styles.kind}>{text.code('kind', hit.kind, text('kind.other'))}</span>
      </Link>
    </li>
  );
}
