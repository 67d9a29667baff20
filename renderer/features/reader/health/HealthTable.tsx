import { CircleAlert, CircleCheck, CircleHelp, CircleX } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useApp } from '#renderer/store/use-app.tsx';
import { clockTime } from '#renderer/ui/format.ts';
import { menuPlace } from '#renderer/ui/menu-place.ts';
import { shownText } from '#renderer/ui/shown-text.ts';
import type { SeenHealth } from './health.slice.ts';
import { commonFault, healthNote, healthTone, healthWord } from './health-text.ts';

/** A page of more would only be scrolled past. */
const mostShown = 500;

interface HealthTableProps {
  readonly services: ReadonlyMap<string, SeenHealth>;
  /** The service that the page is about. */
  readonly marked: string | undefined;
}

/** The server as a whole and each service: how it is, and since when it is seen to be so. */
export function HealthTable({ services, marked }: HealthTableProps) {
  const common = commonFault(services);
  const rows = [...services.values()];
  const left = rows.length - mostShown;
  return (
    <>
      <table className="health-table" aria-label="Health">
        <thead>
          <tr>
            <th scope="col">Service</th>
            <th scope="col">Status</th>
            <th scope="col" className="health-since">
              Since
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, mostShown).map((seen) => (
            <Row
              key={seen.health.service}
              seen={seen}
              common={common}
              isMarked={seen.health.service === marked}
            />
          ))}
        </tbody>
      </table>
      {left > 0 ? <p className="health-left">{left} more services are not shown</p> : null}
    </>
  );
}

interface RowProps {
  readonly seen: SeenHealth;
  readonly common: string | undefined;
  readonly isMarked: boolean;
}

function Row({ seen: { health, since }, common, isMarked }: RowProps) {
  const openContextMenu = useApp((state) => state.openContextMenu);
  const row = useRef<HTMLTableRowElement>(null);
  const { service } = health;
  const note = healthNote(health);
  // What concerns several alike stands over the table.
  const told = note === common ? undefined : note;
  useEffect(() => {
    if (isMarked) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isMarked]);
  return (
    <tr
      ref={row}
      className="health-row"
      aria-current={isMarked ? 'true' : undefined}
      onContextMenu={(event) => {
        if (service === '') return;
        event.preventDefault();
        openContextMenu({
          ...menuPlace(event),
          symbol: service,
          commands: ['showDefinition', 'copyName'],
        });
      }}
    >
      <th scope="row" className="health-service">
        {service === '' ? (
          <span className="health-name">The server as a whole</span>
        ) : (
          <span className="health-name start-gives-way data" title={shownText(service)}>
            <bdi>{shownText(service)}</bdi>
          </span>
        )}
        {told === undefined ? null : <span className="health-note">{shownText(told)}</span>}
      </th>
      <td>
        <span className={`health-status health-${healthTone(health)}`}>
          <Mark tone={healthTone(health)} />
          <span className="data">{healthWord(health)}</span>
        </span>
      </td>
      <td className="health-since data">{clockTime(since)}</td>
    </tr>
  );
}

const marks = { ok: CircleCheck, danger: CircleX, warn: CircleAlert, unknown: CircleHelp } as const;

function Mark({ tone }: { readonly tone: keyof typeof marks }) {
  const Icon = marks[tone];
  return <Icon size={14} aria-hidden="true" />;
}
