import styles from './Icon.module.css';

const PATHS = {
  add: 'M12 5v14M5 12h14',
  alert:
    'M12 8.5v4.5M12 16.4v.1M10.3 4.2 2.9 17a2 2 0 0 0 1.7 3h14.8a2 2 0 0 0 1.7-3L13.7 4.2a2 2 0 0 0-3.4 0Z',
  arrowDown: 'M12 5v14M6 13l6 6 6-6',
  arrowUp: 'M12 19V5M6 11l6-6 6 6',
  calendar: 'M4 6.5h16v14H4zM4 10.5h16M8 3.5v4M16 3.5v4',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  chevronDown: 'm6 9.5 6 6 6-6',
  chevronLeft: 'm14.5 6-6 6 6 6',
  chevronRight: 'm9.5 6 6 6-6 6',
  clock: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 7.5V12l3 2',
  close: 'M6 6l12 12M18 6 6 18',
  error: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 8v5M12 16v.1',
  file: 'M6 3.5h8l4 4v13H6zM14 3.5v4h4',
  folder: 'M3.5 6.5h6l2 2.5h9v10.5h-17z',
  inbox: 'M4 13.5 6.5 5h11L20 13.5v5.5H4zM4 13.5h4.5l1.5 2.5h4l1.5-2.5H20',
  info: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 11v5.5M12 7.8v.1',
  organisation: 'M5 20.5v-16h9v16M14 9.5h5v11M3 20.5h18M8 8.5h3M8 12h3M8 15.5h3',
  paper: 'M6 3.5h12v17H6zM9 8h6M9 11.5h6M9 15h4',
  person: 'M12 4a3.8 3.8 0 1 0 0 7.6A3.8 3.8 0 0 0 12 4ZM4.5 20.5c.6-4 3.5-6 7.5-6s6.9 2 7.5 6',
  pen: 'M4.5 19.5l1-4.5L16 4.5l3.5 3.5L9 18.5zM13.5 7l3.5 3.5',
  place:
    'M12 21s6.5-6 6.5-11a6.5 6.5 0 0 0-13 0c0 5 6.5 11 6.5 11ZM12 7.7a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6Z',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.3 15.3 20.5 20.5',
  settings:
    'M4 7.5h9M17 7.5h3M4 16.5h3M11 16.5h9M15 5.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4ZM9 14.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z',
  shared:
    'M4 18.5h16M7 18.5v-3h10v3M12 15.5V12M12 4a3.5 3.5 0 0 0-3.4 2.7A2.9 2.9 0 0 0 9 12h6a2.9 2.9 0 0 0 .4-5.3A3.5 3.5 0 0 0 12 4Z',
  send: 'M12 20V6M6 12l6-6 6 6M5 3.5h14',
  decide: 'M4 5.5h6.5v13H4zM13.5 5.5H20v13h-6.5zM6 9.5h2.5M15.5 9.5H18M6 12.5h2.5',
  unplugged:
    'M4 18.5h16M5 5l14 14M8 6.8A3.5 3.5 0 0 1 15.4 6.7a2.9 2.9 0 0 1 1.6 4.6M8.2 8.5A2.9 2.9 0 0 0 9 12h3',
  again: 'M19 12a7 7 0 1 1-2.2-5.1M19.5 4v4h-4',
  sort: 'm8 10 4-4 4 4M8 14l4 4 4-4',
  trash: 'M5 7h14M10 7V4.5h4V7M7 7l.8 13h8.4L17 7M10.3 10.5v6M13.7 10.5v6',
  undo: 'M8.5 5 4.5 9l4 4M5 9h9a5.5 5.5 0 0 1 0 11h-3',
  zoomIn:
    'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.3 15.3 20.5 20.5M10.5 7.7v5.6M7.7 10.5h5.6',
  zoomOut: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.3 15.3 20.5 20.5M7.7 10.5h5.6',
} as const;

export type IconName = keyof typeof PATHS;

/** A small drawing that says nothing on its own; the words stand beside it. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className={styles.icon} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
