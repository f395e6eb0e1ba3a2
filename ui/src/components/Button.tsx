import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import styles from './Button.module.css';
import { cx } from './cx';
import { Icon, type IconName } from './Icon';

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'style'> {
  readonly children?: string;
  readonly icon?: IconName;
  /** How much it asks for attention; one `primary` a screen. */
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly size?: 'm' | 's';
}

/** Does something when pressed. Without words it needs an `aria-label`. */
export function Button({ children, icon, look = 'plain', size = 'm', ...props }: ButtonProps) {
  return (
    <AriaButton
      {...props}
      className={cx(
        styles.button,
        styles[look],
        size === 's' && styles.small,
        !children && styles.square,
      )}
    >
      {icon && <Icon name={icon} />}
      {children}
    </AriaButton>
  );
}
