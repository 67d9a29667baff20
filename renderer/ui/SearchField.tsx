import { Search, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { SearchField as AriaSearchField, Button, Input } from 'react-aria-components';
import './TextField.css';
import './SearchField.css';

interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string | undefined;
  readonly autoFocus?: boolean | undefined;
  /** The id of what says, elsewhere, what is wrong with the value. */
  readonly faultId?: string | undefined;
  /** What is typed is code rather than words. */
  readonly mono?: boolean | undefined;
  readonly onKeyDown?: ((event: KeyboardEvent) => void) | undefined;
}

/** Esc clears it; when it is empty already, Esc goes on to the window. */
export function SearchField(props: SearchFieldProps) {
  const { label, value, onChange, placeholder, autoFocus = false, faultId, mono = false } = props;
  return (
    <AriaSearchField
      className="search-field"
      aria-label={label}
      value={value}
      onChange={onChange}
      autoFocus={autoFocus}
      isInvalid={faultId !== undefined}
      validationBehavior="aria"
      {...(faultId !== undefined && { 'aria-describedby': faultId })}
    >
      <Search className="search-field-icon" size={14} aria-hidden="true" />
      <Input
        className={`field-input search-field-input${mono ? ' data' : ''}`}
        placeholder={placeholder ?? ''}
        spellCheck={false}
        autoComplete="off"
        onKeyDown={(event) => props.onKeyDown?.(event)}
      />
      {value === '' ? null : (
        <Button className="search-field-clear" aria-label={`Clear ${label.toLowerCase()}`}>
          <X size={14} aria-hidden="true" />
        </Button>
      )}
    </AriaSearchField>
  );
}
