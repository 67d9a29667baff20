import { useState } from 'react';
import type { Variable } from '#app/contract/workspace.ts';
import { metadataFault } from '#app/core/metadata.ts';
import { CodeEditor } from '../ui/CodeEditor.tsx';
import { InheritedRows } from '../ui/InheritedRows.tsx';
import { JsonView } from '../ui/JsonView.tsx';
import { LineChart } from '../ui/LineChart.tsx';
import { MetadataEditor } from '../ui/MetadataEditor.tsx';
import type { MetadataRow } from '../ui/metadata-paste.ts';
import { PairsTable } from '../ui/PairsTable.tsx';
import { Split } from '../ui/Split.tsx';
import { VariablesEditor } from '../ui/VariablesEditor.tsx';
import type { Sample } from './Sample.tsx';

const message = `{
  "text": "hello",
  "room": "{{room}}",
  "count": 12,
  "tags": ["a", true, null]
}`;

const wrongCount = {
  message: '$.count: “many” is not an int32',
  place: { path: '$.count' },
};

function EditorAndView() {
  return (
    <Split
      direction="horizontal"
      first={<Editor />}
      second={<View />}
      initial={50}
      min={120}
      id="gallery"
    />
  );
}

function FaultyEditor() {
  return (
    <CodeEditor
      label="Faulty message"
      value={'{\n  "count": "many",\n  "tags": [1, 2,]\n}'}
      fault={wrongCount}
    />
  );
}

function EmptyEditor() {
  return <CodeEditor label="Empty message" value="" placeholder="A message as JSON" />;
}

function Metadata() {
  const [rows, setRows] = useState<readonly MetadataRow[]>([
    { name: 'authorization', value: 'Bearer {{token}}' },
    { name: 'x-off', value: 'kept, not sent', disabled: true },
    { name: 'grpc-x', value: '1' },
    { name: '', value: '' },
  ]);
  return (
    <MetadataEditor
      rows={rows}
      onChange={setRows}
      faultOf={({ name, value }) => metadataFault(name, value)}
    />
  );
}

function Inherited() {
  const [own, setOwn] = useState<readonly MetadataRow[]>([]);
  return (
    <InheritedRows
      rows={[
        { name: 'x-team', value: 'payments', from: 'the workspace' },
        {
          name: 'x-routing-key',
          value: 'eu-central-1/greeters/production/blue',
          from: 'greetings of the second half of the year',
        },
      ]}
      own={own}
      onChange={setOwn}
    />
  );
}

function Variables() {
  const [rows, setRows] = useState<readonly Variable[]>([
    { name: 'host', value: 'localhost', type: 'text' },
    { name: 'count', value: '42', type: 'json' },
    { name: 'count', value: '42', type: 'text' },
    { name: 'a b', value: '', type: 'text' },
    { name: 'ids', value: '[1, 2', type: 'json' },
  ]);
  return <VariablesEditor rows={rows} onChange={setRows} />;
}

function Pairs() {
  return (
    <PairsTable
      label="Headers"
      empty="The server sent no headers."
      pairs={[
        ['content-type', 'application/grpc+proto'],
        [
          'x-trace-bin',
          'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+Pw==',
        ],
        ['x-repeat', 'one'],
        ['x-repeat', ''],
      ]}
    />
  );
}

function Editor() {
  const [text, setText] = useState(message);
  return <CodeEditor label="Message" value={text} onChange={setText} />;
}

function View() {
  return <JsonView label="Received 1" text={message} omitted={1_203_456} />;
}

const seconds = Array.from({ length: 60 }, (_, second) => second);
const lines = [
  { label: 'Received', tone: 'received', values: seconds.map((x) => 40 + 20 * Math.sin(x / 6)) },
  { label: 'Sent', tone: 'sent', values: seconds.map((x) => (x > 20 && x < 30 ? null : x)) },
] as const;

function Chart() {
  return (
    <LineChart
      label="Messages a second over time"
      xs={seconds}
      onPoint={() => undefined}
      lines={lines}
      format={(value) => `${Math.round(value)}/s`}
    />
  );
}

export const dataSamples: readonly Sample[] = [
  { name: 'Split, CodeEditor, JsonView', height: 200, Content: EditorAndView },
  { name: 'CodeEditor, faults', height: 120, Content: FaultyEditor },
  { name: 'CodeEditor, empty', height: 60, Content: EmptyEditor },
  { name: 'MetadataEditor', Content: Metadata },
  { name: 'InheritedRows', Content: Inherited },
  { name: 'VariablesEditor', Content: Variables },
  { name: 'LineChart', height: 150, Content: Chart },
  { name: 'PairsTable', height: 110, Content: Pairs },
];
