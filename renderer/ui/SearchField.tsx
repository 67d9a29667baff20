import { Search, X } from 'lucide-react';
import { SearchField as AriaSearchField, Button, Input } from 'react-aria-components';
import './TextField.css';
import './SearchField.css';

interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string | undefined;
  readonly autoFocus?: boolean | undefined;
}

/** Esc clears it; when it is empty already, Esc goes on to the window. */
export function SearchField({
  label,
  value,
  onChange,
  placeholder,
  autoFocus = false,
}: SearchFieldProps) {
  return (
    <AriaSearchField
      className="search-field"
      aria-label={label}
      value={value}
      onChange={onChange}
      autoFocus={autoFocus}
    >
      <Search className="search-field-icon" size={14} aria-hidden="true" />
      <Input
        className="field-input search-field-input"
        placeholder={placeholder ?? ''}
        spellCheck={false}
        autoComplete="off"
      />
      {value === '' ? null : (
        <Button className="search-field-clear" aria-label={`Clear ${label.toLowerCase()}`}>
          <X size={14} aria-hidden="true" />
        </Button>
      )}
    </AriaSearchField>
  );
}
