import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useAct, useSay } from '../../app/done';
import { errorText } from '../../app/errorText';
import { Empty } from '../../components/Empty';
import { Notice } from '../../components/Notice';
import { Screen } from '../../components/Screen';
import { Waiting } from '../../components/Waiting';
import { useText } from '../../i18n/useText';
import type { FindingView } from '../../ipc/bindings';
import { asIpcError } from '../../ipc/error';
import { findingsQuery } from '../../ipc/queries';
import { Finding } from './Finding';
import styles from './FindingsScreen.module.css';

interface FindingsScreenProps {
  /** The finding that takes the focus, where somebody came for it. */
  readonly at?: string | undefined;
}

/** What only a person can decide, one beneath the other; a key decides and leads to the next. */
export function FindingsScreen({ at }: FindingsScreenProps) {
  const text = useText();
  const findings = useQuery(findingsQuery(text.language));
  const title = text('findings.title');
  const shown = findings.data ?? [];
  return (
    <Screen
      title={title}
      documentTitle={text('app.title', { screen: title })}
      lead={shown.length > 0 && text('findings.lead', { count: shown.length })}
    >
      {findings.isPending && <Waiting label={text('app.loading')} />}
      {findings.isError && (
        <Notice tone="bad" announced>
          <p>{errorText(text, asIpcError(findings.error))}</p>
        </Notice>
      )}
      {findings.data && <Findings findings={findings.data} first={at} />}
    </Screen>
  );
}

interface FindingsProps {
  readonly findings: readonly FindingView[];
  readonly first: string | undefined;
}

function Findings({ findings, first }: FindingsProps) {
  const text = useText();
  const act = useAct();
  const say = useSay();
  const queries = useQueryClient();
  const whole = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(first);
  /** Where the current finding stood, so that the one in its place is next. */
  const place = useRef(0);
  /** What was decided and still stands in the list, until the word of the change is here. */
  const decided = useRef<string>(undefined);
  const found = findings.findIndex(({ id }) => id === current);
  const at = Math.max(found, 0);
  useEffect(() => {
    if (current === undefined) return;
    if (!findings.some(({ id }) => id === decided.current)) decided.current = undefined;
    const index = findings.findIndex(({ id }) => id === current);
    if (index >= 0) {
      place.current = index;
      return;
    }
    const next = findings[Math.min(place.current, findings.length - 1)];
    setCurrent(next?.id);
    const isLost = document.activeElement === document.body;
    if (isLost) (next ? articleOf(whole.current, next.id) : whole.current)?.focus();
  }, [findings, current]);
  useEffect(() => {
    if (first !== undefined) articleOf(whole.current, first)?.focus();
  }, [first]);
  const decide = (finding: FindingView, choice: string) => {
    if (act.isPending || decided.current === finding.id) return;
    decided.current = finding.id;
    act.mutate({
      does: (on) => on.findingDecide(finding.id, choice),
      said: text('findings.decided', { title: finding.title }),
      failed: ({ code }) => {
        decided.current = undefined;
        if (code !== 'not_found') return false;
        say({ tone: 'ok', text: text('findings.decidedAlready') });
        void queries.invalidateQueries({ queryKey: findingsQuery(text.language).queryKey });
        return true;
      },
    });
  };
  const step = (from: FindingView, by: number) => {
    const to = findings[findings.indexOf(from) + by];
    if (to) articleOf(whole.current, to.id)?.focus();
  };
  return (
    <div ref={whole} tabIndex={-1} className={styles.findings}>
      {findings.length === 0 ? (
        <Empty icon="check" title={text('findings.none')}>
          <p>{text('findings.noneLead')}</p>
        </Empty>
      ) : (
        <>
          <p className={styles.keys}>{text('findings.keys')}</p>
          <ul className={styles.list}>
            {findings.map((finding, index) => (
              <li key={finding.id}>
                <Finding
                  finding={finding}
                  isCurrent={index === at}
                  onCurrent={() => setCurrent(finding.id)}
                  onDecide={(choice) => decide(finding, choice)}
                  onStep={(by) => step(finding, by)}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function articleOf(within: HTMLElement | null, id: string): HTMLElement | undefined {
  const articles = [...(within?.querySelectorAll<HTMLElement>('article') ?? [])];
  return articles.find((article) => article.dataset.finding === id);
}
