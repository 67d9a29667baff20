import { useEffect, useState } from 'react';
import type { TimelineRow } from '#app/contract/calls.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/Notice.tsx';
import { TimelineList } from '../ui/TimelineList.tsx';
import type { Sample } from './Sample.tsx';

const begin: readonly Omit<TimelineRow, 'seq' | 'at'>[] = [
  { type: 'start', preview: 'chat.v1.Chat/Converse · localhost:50051' },
  { type: 'connected', preview: 'name 0.3 ms · connect 0.9 ms · TLS 4.1 ms' },
  { type: 'sent', index: 1, bytes: 12, preview: '{"text":"hello","room":"lobby"}' },
  { type: 'headers', preview: 'content-type: application/grpc+proto' },
  {
    type: 'received',
    index: 1,
    bytes: 1_234_567,
    preview: '{"text":"\u202emirrored","note":"<b>as it came</b>"}',
  },
  { type: 'warning', preview: 'Received 1 has 3 unknown fields' },
  { type: 'half-close', preview: '' },
  { type: 'cancel', preview: '' },
  { type: 'end', preview: 'CANCELLED 1 · Cancelled by hand' },
];

function rowAt(seq: number): TimelineRow | undefined {
  if (seq % 1000 === 999) return undefined;
  const row = begin[seq];
  if (row !== undefined) return { ...row, seq, at: seq * 1.37 };
  return {
    seq,
    at: seq * 1.37,
    type: 'received',
    index: seq,
    bytes: seq % 2048,
    preview: `{"price":${seq},"symbol":"DPLX"}`,
  };
}

const nothing = () => {};

function Rows() {
  const [count, setCount] = useState(9);
  const [isFlooding, setFlooding] = useState(false);
  const [following, setFollowing] = useState(true);
  const [selected, setSelected] = useState<number | undefined>(4);
  useEffect(() => {
    if (!isFlooding) return;
    const timer = setInterval(() => setCount((now) => now + 700), 66);
    return () => clearInterval(timer);
  }, [isFlooding]);
  return (
    <div className="sample-timeline">
      <div className="sample-row">
        <Button onPress={() => setCount(9)}>9</Button>
        <Button onPress={() => setCount(2_000_000)}>2 000 000</Button>
        <Button onPress={() => setFlooding(!isFlooding)}>Flood</Button>
        <output>{following ? 'following' : 'not following'}</output>
      </div>
      <div className="sample-timeline-list">
        <TimelineList
          count={count}
          rowAt={rowAt}
          onRange={nothing}
          selected={selected}
          onSelect={setSelected}
          following={following}
          onFollowing={setFollowing}
        />
      </div>
    </div>
  );
}

function Empty() {
  return (
    <TimelineList
      count={0}
      rowAt={rowAt}
      onRange={nothing}
      onSelect={nothing}
      following
      onFollowing={nothing}
      empty={
        <EmptyState title="Nothing yet">
          Every event of the call appears here as it happens.
        </EmptyState>
      }
    />
  );
}

export const timelineSamples: readonly Sample[] = [
  { name: 'TimelineList, rows', height: 300, Content: Rows },
  { name: 'TimelineList, empty', height: 100, Content: Empty },
];
