import type { TimelineFilter } from '#app/contract/call-filter.ts';
import type { CallSummary } from '#app/contract/calls.ts';
import type { AppError } from '#app/contract/result.ts';
import { Choice } from '#renderer/ui/Choice.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';

/** Whether only the events that the filter finds are meant; `fault` says why that cannot be. */
export function FilterChoice({
  isOn,
  fault,
  onChange,
}: {
  readonly isOn: boolean;
  readonly fault: AppError | undefined;
  readonly onChange: (isOn: boolean) => void;
}) {
  return (
    <>
      <Switch
        label="Only what the filter finds"
        isOn={isOn}
        isDisabled={fault !== undefined}
        onChange={onChange}
      />
      {fault === undefined ? null : (
        <Notice
          tone="warn"
          title={`All events are exported: the filter is not understood. ${fault.message}`}
          hint={fault.hint}
        />
      )}
    </>
  );
}

const directions = [
  { id: 'received', label: 'Received' },
  { id: 'sent', label: 'Sent' },
  { id: 'both', label: 'Both' },
] as const;
export type Direction = (typeof directions)[number]['id'];

/** Whether there are messages both ways, in a call or in what a filter finds of it. */
export function isBothWays(
  { sent, received }: Pick<CallSummary, 'sent' | 'received'>,
  filter: TimelineFilter = {},
): boolean {
  const { types = ['sent', 'received'] } = filter;
  return sent > 0 && received > 0 && types.includes('sent') && types.includes('received');
}

/** In a file of messages alone nothing tells those sent and those received apart. */
export function DirectionChoice({
  selected,
  onSelect,
}: {
  readonly selected: Direction;
  readonly onSelect: (direction: Direction) => void;
}) {
  return (
    <div>
      <Choice label="Messages" options={directions} selected={selected} onSelect={onSelect} />
      {selected === 'both' ? (
        <p className="field-note">
          Sent and received in their order, of two types, and nothing in the file tells which is
          which.
        </p>
      ) : null}
    </div>
  );
}
