import type { KeyboardEvent } from 'react';
import { TextField as AriaTextField, FieldError, Input, Label, Text } from 'react-aria-components';
import { shownText } from './shown-text.ts';
import './TextField.css';

interface TextFieldProps {
  readonly label: string;
  /** The label names the field all the same. */
  readonly isLabelHidden?: boolean | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string | undefined;
  /** What is good to know of it, such as where an empty one has its value from. */
  readonly note?: string | undefined;
  /** What is wrong with the value, as a sentence. */
  readonly fault?: string | undefined;
  /** On Enter. */
  readonly onSubmit?: (() => void) | undefined;
  /** When the person leaves it. */
  readonly onBlur?: (() => void) | undefined;
  readonly mono?: boolean | undefined;
  readonly autoFocus?: boolean | undefined;
  /** What is proposed is selected at first, so that typing takes its place. */
  readonly isProposed?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
  /** Dots instead of the value. */
  readonly isMasked?: boolean | undefined;
}

export function TextField(props: TextFieldProps) {
  const { label, isLabelHidden = false, value, onChange, placeholder, fault, onSubmit } = props;
  function onKeyDown(event: KeyboardEvent) {
    // Mod+Enter is a shortcut of the window, and Enter while composing belongs to the input method.
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey)
      return;
    if (onSubmit === undefined) return;
    // What has the focus then would take the same press for itself.
    event.preventDefault();
    onSubmit();
  }
  return (
    <AriaTextField
      className="text-field"
      value={value}
      onChange={onChange}
      onBlur={() => props.onBlur?.()}
      isInvalid={fault !== undefined}
      isDisabled={props.isDisabled ?? false}
      validationBehavior="aria"
      autoFocus={props.autoFocus ?? false}
      type={props.isMasked === true ? 'password' : 'text'}
      {...(isLabelHidden ? { 'aria-label': label } : {})}
    >
      {isLabelHidden ? null : <Label className="field-label">{label}</Label>}
      <Input
        className={props.mono === true ? 'field-input data' : 'field-input'}
        placeholder={placeholder ?? ''}
        ref={props.isProposed === true ? selectAll : undefined}
        spellCheck={false}
        autoComplete="off"
        onKeyDown={onKeyDown}
      />
      {props.note === undefined ? null : (
        <Text slot="description" className="field-note">
          {shownText(props.note)}
        </Text>
      )}
      <FieldError className="field-fault">{fault && shownText(fault)}</FieldError>
    </AriaTextField>
  );
}

function selectAll(input: HTMLInputElement | null): void {
  input?.select();
}
