import { useState } from 'react';
import type { TimelineEvent } from '#app/contract/calls.ts';
import type { MethodKind } from '#app/contract/schema.ts';
import { StatusBar } from '../ui/Bar.tsx';
import { EventIcon } from '../ui/EventIcon.tsx';
import { KindIcon } from '../ui/KindIcon.tsx';
import { EmptyState, Notice } from '../ui/Notice.tsx';
import { PartTabs } from '../ui/PartTabs.tsx';
import { QuietBar } from '../ui/QuietBar.tsx';
import { RequestTabs } from '../ui/RequestTabs.tsx';
import { StatusText } from '../ui/StatusText.tsx';
import type { Sample } from './Sample.tsx';

const kinds: readonly MethodKind[] = [
  'unary',
  'server-streaming',
  'client-streaming',
  'bidi-streaming',
];
const events: readonly TimelineEvent['type'][] = [
  'start',
  'connected',
  'sent',
  'headers',
  'received',
  'half-close',
  'cancel',
  'warning',
  'end',
];
const nothing = () => {};

function Icons() {
  return (
    <>
      {kinds.map((kind) => (
        <KindIcon key={kind} kind={kind} />
      ))}
      {events.map((type) => (
        <EventIcon key={type} type={type} />
      ))}
      <StatusText code={0} status="OK" />
      <StatusText code={1} status="CANCELLED" />
      <StatusText code={3} status="INVALID_ARGUMENT" />
      <StatusText code={null} status="INTERRUPTED" />
    </>
  );
}

function Notices() {
  return (
    <>
      <Notice
        tone="info"
        title="The server has no reflection service"
        hint="Add its .proto files to see what it offers."
        actions={[{ label: 'Add schema', onPress: nothing }]}
      />
      <Notice
        tone="warn"
        title="3 of 12 files could not be read"
        hint="What could be read is used all the same."
      />
      <Notice
        tone="danger"
        title="localhost:50051 refused the connection"
        hint="Start the server, or check the port."
        actions={[
          { label: 'Try again', onPress: nothing },
          { label: 'Connect to the sample server', onPress: nothing },
        ]}
      />
    </>
  );
}

function Empty() {
  return (
    <EmptyState
      title="No services yet"
      actions={[{ label: 'Connect to the sample server', onPress: nothing }]}
    >
      Connect to a server with reflection, or drop a folder of .proto files here.
    </EmptyState>
  );
}

function Bars() {
  return (
    <>
      <QuietBar isActive label="Reading the schema of localhost:50051" />
      <div className="sample-fill" />
      <StatusBar end={<span>41 233 received · 12.4 MB</span>}>Connected 3.1 ms · TLS 1.3</StatusBar>
    </>
  );
}

const names = [
  'Converse',
  'EmbedText',
  'Ticker',
  'UploadTelemetryReadings',
  'Join',
  'EchoEverythingThatWasSent',
  'Fail',
];

function Tabs() {
  const [part, setPart] = useState('metadata');
  const [request, setRequest] = useState('Converse');
  const [open, setOpen] = useState<readonly string[]>(names);
  const tabs = open.map((label, index) => ({
    id: label,
    label,
    title: `chat.v1.Chat/${label}`,
    kind: kinds[(index + 3) % 4] ?? 'unary',
    busy: index === 2,
  }));
  return (
    <>
      <RequestTabs
        tabs={tabs}
        selected={request}
        onSelect={setRequest}
        onClose={(id) => setOpen(open.filter((name) => name !== id))}
        onNew={nothing}
        newShortcut="Ctrl T"
      />
      <PartTabs
        label="Request parts"
        tabs={[
          { id: 'message', label: 'Message' },
          { id: 'metadata', label: 'Metadata', count: 2 },
          { id: 'options', label: 'Options' },
        ]}
        selected={part}
        onSelect={setPart}
      >
        <p className="sample-text">{part}</p>
      </PartTabs>
    </>
  );
}

export const stateSamples: readonly Sample[] = [
  { name: 'KindIcon, EventIcon, StatusText', Content: Icons },
  { name: 'RequestTabs, PartTabs', height: 140, Content: Tabs },
  { name: 'Notice', Content: Notices },
  { name: 'EmptyState', height: 160, Content: Empty },
  { name: 'QuietBar, StatusBar', height: 64, Content: Bars },
];
