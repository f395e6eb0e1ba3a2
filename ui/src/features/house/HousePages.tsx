import { errorText } from '../../app/errorText';
import { Notice } from '../../components/Notice';
import { PageFigure } from '../../components/PageFigure';
import { Segments } from '../../components/Segments';
import { LANGUAGES, type Language } from '../../i18n/language';
import { useText } from '../../i18n/useText';
import type { PreviewPage } from '../../ipc/bindings';
import { asIpcError } from '../../ipc/error';
import styles from './HousePages.module.css';

interface HousePagesProps {
  readonly pages: readonly PreviewPage[];
  readonly error: unknown;
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
}

/** Pages of invented facts in the look that is being edited. */
export function HousePages({ pages, error, language, onLanguage }: HousePagesProps) {
  const text = useText();
  return (
    <section className={styles.preview} aria-label={text('house.preview')}>
      <Segments
        label={text('paper.language')}
        options={LANGUAGES.map((code) => ({ id: code, label: text(`language.${code}`) }))}
        value={language}
        onChange={onLanguage}
      />
      {error !== null && (
        <Notice tone="bad" announced>
          <p>{errorText(text, asIpcError(error))}</p>
        </Notice>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className={styles.pages} aria-label={text('paper.pages')} tabIndex={0}>
        {pages.map((page, index) => (
          <PageFigure
            // biome-ignore lint/suspicious/noArrayIndexKey: a page is what stands at its place
            key={index}
            page={page}
            caption={text('house.sample', { page: index + 1, pages: pages.length })}
          />
        ))}
      </section>
    </section>
  );
}
