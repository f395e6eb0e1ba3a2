import { useQuery } from '@tanstack/react-query';
import { Choice } from '../../components/Choice';
import { CountInput } from '../../components/CountInput';
import { Segments } from '../../components/Segments';
import { formatNumber } from '../../i18n/format';
import { LANGUAGES } from '../../i18n/language';
import { useText } from '../../i18n/useText';
import type { Paper } from '../../ipc/bindings';
import { stocksQuery } from '../../ipc/queries';
import type { SheetChoices } from './choices';
import styles from './SheetOptions.module.css';
import { optionsOf } from './sheets';
import { UsedCells } from './UsedCells';

interface SheetOptionsProps {
  readonly paper: Paper;
  readonly choices: SheetChoices;
  readonly choose: (change: Partial<SheetChoices>) => void;
}

/** What can be chosen of a sheet; only what that sheet has. */
export function SheetOptions({ paper, choices, choose }: SheetOptionsProps) {
  const text = useText();
  const options = optionsOf(paper);
  return (
    <>
      <Segments
        label={text('paper.language')}
        options={LANGUAGES.map((code) => ({ id: code, label: text(`language.${code}`) }))}
        value={choices.language}
        onChange={(language) => choose({ language })}
      />
      <div className={styles.second}>
        <Choice
          label={text('paper.second')}
          options={[
            { id: 'none', label: text('paper.secondNone') },
            ...LANGUAGES.filter((code) => code !== choices.language).map((code) => ({
              id: code,
              label: text(`language.${code}`),
            })),
          ]}
          value={choices.second ?? 'none'}
          onChange={(chosen) => choose({ second: chosen === 'none' ? null : chosen })}
        />
      </div>
      {options.includes('labels') && <Labels choices={choices} choose={choose} />}
      {options.includes('lists') && (
        <Segments
          label={text('lists.label')}
          options={(['day', 'session', 'both'] as const).map((id) => ({
            id,
            label: text(`lists.${id}`),
          }))}
          value={choices.lists}
          onChange={(lists) => choose({ lists })}
        />
      )}
      {options.includes('blankLines') && (
        <div className={styles.count}>
          <CountInput
            label={text('blankLines.label')}
            help={text('blankLines.help')}
            value={choices.blankLines}
            max={200}
            onChange={(blankLines) => choose({ blankLines })}
          />
        </div>
      )}
    </>
  );
}

/** Which labels lie in the cupboard, and where on the first sheet the printing begins. */
function Labels({ choices, choose }: Omit<SheetOptionsProps, 'paper'>) {
  const text = useText();
  const stocks = useQuery(stocksQuery);
  const chosen = stocks.data?.find((stock) => stock.code === choices.stock) ?? stocks.data?.[0];
  const cells = chosen ? chosen.columns * chosen.rows : 1;
  const measure = (millimetres: number | null) => formatNumber(text.language, millimetres ?? 0);
  return (
    <div className={styles.labels}>
      <div className={styles.fields}>
        <Choice
          label={text('labels.stock')}
          options={(stocks.data ?? []).map((stock) => ({
            id: stock.code,
            label: text('labels.option', {
              name: stock.name,
              width: measure(stock.labelWidthMm),
              height: measure(stock.labelHeightMm),
              count: stock.columns * stock.rows,
            }),
          }))}
          value={chosen?.code ?? null}
          onChange={(stock) => choose({ stock, usedCells: 0 })}
        />
        <div className={styles.row}>
          <Segments
            label={text('labels.sides')}
            options={[
              { id: 'one', label: text('labels.oneSide') },
              { id: 'both', label: text('labels.bothSides') },
            ]}
            value={choices.bothSides ? 'both' : 'one'}
            onChange={(sides) => choose({ bothSides: sides === 'both' })}
          />
          <div className={styles.count}>
            <CountInput
              label={text('labels.used')}
              help={text('labels.usedHelp')}
              value={choices.usedCells}
              max={cells - 1}
              onChange={(usedCells) => choose({ usedCells })}
            />
          </div>
        </div>
      </div>
      {chosen && (
        <UsedCells
          columns={chosen.columns}
          rows={chosen.rows}
          used={choices.usedCells}
          onChange={(usedCells) => choose({ usedCells })}
        />
      )}
    </div>
  );
}
