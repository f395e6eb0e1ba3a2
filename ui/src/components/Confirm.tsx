import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from './Button';
import styles from './Sheet.module.css';

interface ConfirmProps {
  readonly title: string;
  /** What it means to go on, in whole sentences. */
  readonly children: ReactNode;
  /** What is done, as a verb. */
  readonly does: string;
  readonly cancelLabel: string;
  readonly isOpen: boolean;
  readonly isPending?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something that cannot be taken back; leaving is what lies under the hand. */
export function Confirm(props: ConfirmProps) {
  const { title, children, does, cancelLabel, isOpen, isPending, onConfirm, onClose } = props;
  return (
    <ModalOverlay
      className={styles.scrim ?? ''}
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={styles.modal ?? ''}>
        <Dialog role="alertdialog" className={styles.dialog ?? ''}>
          <Heading slot="title" level={2} className={styles.title}>
            {title}
          </Heading>
          <div className={styles.sentences}>{children}</div>
          <div className={styles.actions}>
            <Button autoFocus onPress={onClose}>
              {cancelLabel}
            </Button>
            <Button look="danger" isDisabled={isPending ?? false} onPress={onConfirm}>
              {does}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
