import { useEffect, useState } from 'react';
import { cx } from './cx';
import styles from './PageFigure.module.css';

interface PageFigureProps {
  readonly page: {
    /** Points; the proportions of the page follow from them. */
    readonly width: number | null;
    readonly height: number | null;
    readonly svg: string;
    /** What the page says, for those who do not see it. */
    readonly text: string;
  };
  readonly caption: string;
  /** How wide the page is shown, in rem; as wide as there is room for without. */
  readonly width?: number | undefined;
  /** Whether it stands out from its neighbours. */
  readonly isMarked?: boolean;
}

/** One page as a picture; what it says is its alternative text. */
export function PageFigure({ page, caption, width, isMarked }: PageFigureProps) {
  const address = usePicture(page.svg);
  return (
    <figure
      className={cx(styles.sheet, isMarked && styles.marked)}
      style={width ? { width: `${width}rem` } : {}}
    >
      {address && (
        <img
          className={styles.picture}
          src={address}
          alt={page.text}
          style={{ aspectRatio: `${page.width} / ${page.height}` }}
        />
      )}
      <figcaption className={styles.caption}>{caption}</figcaption>
    </figure>
  );
}

/**
 * The address of a picture drawn from `svg`. The picture before stays until the new one can be
 * shown at once, so that a page that changes as somebody types never goes blank.
 */
function usePicture(svg: string): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    let isWanted = true;
    const show = () => {
      if (isWanted) setAddress(made);
    };
    const picture = new Image();
    picture.src = made;
    if (picture.decode) picture.decode().then(show, show);
    else show();
    return () => {
      isWanted = false;
      // The picture on the screen is drawn already; its address is let go after the next one is.
      setTimeout(() => URL.revokeObjectURL(made), 1000);
    };
  }, [svg]);
  return address;
}
