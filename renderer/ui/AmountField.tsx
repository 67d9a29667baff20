import { Button, Group, Input, Label, NumberField } from 'react-aria-components';
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

/** A number within bounds, typed or stepped. */
export function AmountField(props: AmountFieldProps) {
  const { label, value, onChange, min, max, step = 1, unit } = props;
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
        <Input className="field-input amount-field-input data" />
        <Button slot="increment" className="amount-field-step">
          +
        </Button>
      </Group>
    </NumberField>
  );
}
