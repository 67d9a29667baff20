import { useId } from 'react';
import { shownText } from './shown-text.ts';
import './TextField.css';
import './SelectField.css';

interface SelectFieldProps<Id extends string> {
  readonly label: string;
  /** The label names the field all the same. */
  readonly isLabelHidden?: boolean | undefined;
  readonly options: readonly { readonly id: Id; readonly label: string }[];
  readonly selected: Id;
  readonly isDisabled?: boolean | undefined;
  readonly onSelect: (id: Id) => void;
}

/** One of several, in the system's own list. */
export function SelectField<Id extends string>(props: SelectFieldProps<Id>) {
  const { label, isLabelHidden = false, options, selected, isDisabled = false, onSelect } = props;
  const id = useId();
  return (
    <div className="select-field">
      {isLabelHidden ? null : (
        <label className="field-label" htmlFor={id}>
          {label}
        </label>
      )}
      <select
        id={id}
        className="field-input select-field-input"
        value={selected}
        disabled={isDisabled}
        {...(isLabelHidden ? { 'aria-label': label } : {})}
        onChange={(event) => {
          const option = options.find((one) => one.id === event.target.value);
          if (option !== undefined) onSelect(option.id);
        }}
      >
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {shownText(option.label)}
          </option>
        ))}
      </select>
    </div>
  );
}
