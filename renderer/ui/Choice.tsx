import { Label, Radio, RadioGroup } from 'react-aria-components';
import './Choice.css';

interface ChoiceProps<Id extends string> {
  readonly label: string;
  readonly options: readonly { readonly id: Id; readonly label: string }[];
  readonly selected: Id;
  readonly onSelect: (id: Id) => void;
}

/** One of a few, all of them in view. */
export function Choice<Id extends string>({ label, options, selected, onSelect }: ChoiceProps<Id>) {
  return (
    <RadioGroup
      className="choice"
      orientation="horizontal"
      value={selected}
      onChange={(value) => {
        const option = options.find(({ id }) => id === value);
        if (option !== undefined) onSelect(option.id);
      }}
    >
      <Label className="field-label">{label}</Label>
      <div className="choice-options">
        {options.map((option) => (
          <Radio key={option.id} className="choice-option" value={option.id}>
            {option.label}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
