import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Modal as AriaModal, Dialog, Heading, ModalOverlay } from 'react-aria-components';
import { IconButton } from './Button.tsx';
import './Modal.css';

interface ModalProps {
  /** Names the dialog. */
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Takes most of the window: for things that are compared. */
  readonly isWide?: boolean | undefined;
  /** Buttons, the primary one last. */
  readonly actions: ReactNode;
}

/** For a decision. Esc and the close button end it; a click beside it does not, so nothing typed is lost. */
export function Modal({ title, isOpen, onClose, children, isWide = false, actions }: ModalProps) {
  return (
    <ModalOverlay
      className="modal-scrim"
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <AriaModal className={isWide ? 'modal modal-wide' : 'modal'}>
        <Dialog className="modal-dialog">
          <header className="modal-header">
            <Heading slot="title" className="modal-title">
              {title}
            </Heading>
            <IconButton
              label="Close"
              hasTooltip={false}
              icon={<X size={16} aria-hidden="true" />}
              onPress={onClose}
            />
          </header>
          <div className="modal-body">{children}</div>
          <footer className="modal-actions">{actions}</footer>
        </Dialog>
      </AriaModal>
    </ModalOverlay>
  );
}
