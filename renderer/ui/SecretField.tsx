import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from './Button.tsx';
import { TextField } from './TextField.tsx';
import './SecretField.css';

interface SecretFieldProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly autoFocus?: boolean | undefined;
  readonly onChange: (value: string) => void;
  /** What is wrong with the value, as a sentence. */
  readonly fault?: string | undefined;
  /** When the person leaves it. */
  readonly onBlur?: (() => void) | undefined;
}

/** Dots, until they are to be seen. */
export function SecretField({ label, ...props }: SecretFieldProps) {
  const [isShown, setShown] = useState(false);
  const Mark = isShown ? EyeOff : Eye;
  return (
    <div className="secret-field">
      <TextField label={label} mono {...props} isMasked={!isShown} />
      <IconButton
        label={`${isShown ? 'Hide' : 'Show'} ${label.toLowerCase()}`}
        icon={<Mark size={16} aria-hidden="true" />}
        isDisabled={props.isDisabled}
        hasTooltip={false}
        onPress={() => setShown(!isShown)}
      />
    </div>
  );
}
