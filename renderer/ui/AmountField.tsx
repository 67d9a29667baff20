import { useId, useState } from 'react';
import { Button, Group, Input, Label, NumberField } from 'react-aria-components';
import { formatCount } from './format.ts';
import './AmountField.css';

interface AmountFieldProps {
  readonly label: string;
  readonly value: number;
  /** Told when the field is left, on Enter and on each step; always within the bounds. */
  readonly onChange: (value: number) => void;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  /** Shown after the number: `px`, `MB`. */
  readonly unit: string;
}

/** A number within bounds, typed or stepped. One beyond them becomes the bound, and that is said. */
export function AmountField(props: AmountFieldProps) {
  const { label, value, onChange, min, max, step = 1, unit } = props;
  const noteId = useId();
  const [beyond, setBeyond] = useState<string>();
  /** What was typed is about to be taken. */
  function take(typed: string) {
    const number = Number(typed);
    const isBeyond = typed.trim() !== '' && (number < min || number > max);
    setBeyond(isBeyond ? boundText(number, { min, max }) : undefined);
  }
  return (
    <NumberField
      className="amount-field"
      value={value}
      minValue={min}
      maxValue={max}
      step={step}
      formatOptions={{ useGrouping: false }}
      onChange={(next) => {
        if (Number.isFinite(next)) onChange(next);
      }}
    >
      <Label className="field-label">{`${label}, ${unit}`}</Label>
      <Group className="amount-field-box">
        <Button slot="decrement" className="amount-field-step">
          −
        </Button>
        <Input
          className="field-input amount-field-input data"
          aria-describedby={beyond === undefined ? undefined : noteId}
          onBlurCapture={({ currentTarget }) => take(currentTarget.value)}
          onKeyDownCapture={({ key, currentTarget }) => {
            if (key === 'Enter') take(currentTarget.value);
          }}
        />
        <Button slot="increment" className="amount-field-step">
          +
        </Button>
      </Group>
      <span id={noteId} role="status" className="amount-field-note">
        {beyond}
      </span>
    </NumberField>
  );
}

/** `At least 16, not 5`. */
function boundText(typed: number, { min, max }: { readonly min: number; readonly max: number }) {
  const bound = typed < min ? `At least ${formatCount(min)}` : `At most ${formatCount(max)}`;
  return `${bound}, not ${formatCount(typed)}`;
}
