import { useState } from 'react';
import { useSay } from '../../app/done';
import { errorText } from '../../app/errorText';
import { Button } from '../../components/Button';
import { Notice } from '../../components/Notice';
import { TextInput } from '../../components/TextInput';
import { useText } from '../../i18n/useText';
import { ask } from '../../ipc/backend';
import { asIpcError } from '../../ipc/error';
import type { LogoEdit } from './draft';
import styles from './Logos.module.css';

const PICTURES = ['png', 'jpg', 'jpeg', 'svg'];

interface LogosProps {
  readonly logos: readonly LogoEdit[];
  readonly onChange: (logos: readonly LogoEdit[]) => void;
}

/** The logos of the house, each with what is said instead of it, in the order of paper. */
export function Logos({ logos, onChange }: LogosProps) {
  const text = useText();
  const say = useSay();
  const [wrong, setWrong] = useState<string>();
  const add = async () => {
    setWrong(undefined);
    try {
      const path = await ask((on) => on.fileChooseOpen(text('house.chooseLogo'), PICTURES));
      if (!path) return;
      const { hash, picture } = await ask((on) => on.pictureKeep(path));
      if (logos.some((logo) => logo.hash === hash)) return;
      onChange([...logos, { document: null, hash, description: '', picture }]);
    } catch (thrown) {
      const error = asIpcError(thrown);
      if (error.code !== 'invalid') say({ tone: 'bad', text: errorText(text, error) });
      else setWrong(text.code('picture', error.details.reason ?? '', text('picture.other')));
    }
  };
  const move = (from: number, to: number) => {
    const rest = logos.filter((_, index) => index !== from);
    onChange(logos[from] ? rest.toSpliced(to, 0, logos[from]) : logos);
  };
  return (
    <>
      <p className={styles.lead}>{text('house.logosLead')}</p>
      {logos.length === 0 && <p>{text('house.noLogos')}</p>}
      <ol className={styles.logos}>
        {logos.map((logo, index) => {
          const name = logo.description || text('house.logoUnnamed', { number: index + 1 });
          return (
            <li key={logo.hash} className={styles.logo}>
              <img className={styles.picture} src={logo.picture} alt="" />
              <TextInput
                label={text('house.logoDescription')}
                help={text('house.logoDescriptionHelp')}
                value={logo.description}
                onChange={(description) =>
                  onChange(logos.map((one) => (one === logo ? { ...one, description } : one)))
                }
                isRequired
              />
              <div className={styles.buttons}>
                <Button
                  look="quiet"
                  size="s"
                  icon="arrowUp"
                  aria-label={text('house.logoUp', { logo: name })}
                  isDisabled={index === 0}
                  onPress={() => move(index, index - 1)}
                />
                <Button
                  look="quiet"
                  size="s"
                  icon="arrowDown"
                  aria-label={text('house.logoDown', { logo: name })}
                  isDisabled={index === logos.length - 1}
                  onPress={() => move(index, index + 1)}
                />
                <Button
                  look="quiet"
                  size="s"
                  icon="trash"
                  aria-label={text('house.logoRemove', { logo: name })}
                  onPress={() => onChange(logos.filter((one) => one !== logo))}
                />
              </div>
            </li>
          );
        })}
      </ol>
      {wrong && (
        <Notice tone="bad" announced>
          <p>{wrong}</p>
        </Notice>
      )}
      <div>
        <Button icon="add" onPress={() => void add()}>
          {text('house.addLogo')}
        </Button>
      </div>
    </>
  );
}
