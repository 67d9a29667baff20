import { X } from 'lucide-react';
import { Fragment, type ReactNode, useMemo, useRef } from 'react';
import type { AppError } from '#app/contract/result.ts';
import type { OptionTexts } from '#app/contract/session.ts';
import { type OptionName, optionFault, optionLabels } from '#app/core/option-text.ts';
import { IconButton } from './Button.tsx';
import { CodeEditor } from './CodeEditor.tsx';
import { passFocusOn } from './pass-focus-on.ts';
import { SelectField } from './SelectField.tsx';
import { shownText } from './shown-text.ts';
import { TextField } from './TextField.tsx';
import './OptionsForm.css';

/** What holds where nothing is said. */
export interface InheritedOption {
  readonly text: string;
  /** Who says so: `the workspace`, `the settings`; it is the default where nobody does. */
  readonly from?: string;
}

interface OptionsFormProps {
  readonly texts: OptionTexts;
  /** Who says what is said here: `This request`. */
  readonly own: string;
  readonly inherited: (name: OptionName) => InheritedOption;
  /** What is wrong with a text; without it, what can be said of it as it is. */
  readonly faultOf?: ((name: OptionName, text: string) => AppError | undefined) | undefined;
  /** What belongs below the address of a proxy. */
  readonly proxyPassword?: (address: string) => ReactNode;
  readonly onChange: (texts: OptionTexts) => void;
}

const groups: readonly { readonly title: string; readonly names: readonly OptionName[] }[] = [
  { title: 'Messages', names: ['compression', 'maxReceiveBytes', 'maxSendBytes'] },
  { title: 'Retries', names: ['waitForReady', 'retries', 'serviceConfig'] },
  {
    title: 'Connection',
    names: [
      'proxy',
      'connectTimeoutMs',
      'keepaliveMs',
      'keepaliveTimeoutMs',
      'keepaliveIdle',
      'userAgent',
      'loadBalancing',
    ],
  },
];

const hints: Readonly<Record<OptionName, string>> = {
  compression: 'What sent messages are compressed with',
  maxReceiveBytes: 'The largest message that is received, inflated: 4 MB, 512 KB or unlimited',
  maxSendBytes: 'The largest message that is sent: 4 MB, 512 KB or unlimited',
  waitForReady: 'Keep trying to connect until the deadline instead of failing at once',
  connectTimeoutMs: 'How long a connection is waited for, such as 3s',
  retries: 'Whether failed calls are tried again as the service config says',
  serviceConfig: 'gRPC’s service config as JSON: retry policy, hedging, load balancing',
  proxy: 'http://host:port, https://host:port, socks5://host:port, or none',
  keepaliveMs: 'Time between HTTP/2 pings, such as 30s',
  keepaliveTimeoutMs: 'How long a ping may go unanswered before the connection counts as lost',
  keepaliveIdle: 'Ping while no call is open, too',
  userAgent: 'Put before gRPC’s own',
  loadBalancing: 'Which of the addresses of a name are used',
};

const onOrOff = [
  ['on', 'On'],
  ['off', 'Off'],
] as const;

/** What can be chosen for the options that are not typed. */
const choices: { readonly [Name in OptionName]?: readonly (readonly [string, string])[] } = {
  compression: [
    ['identity', 'None'],
    ['gzip', 'gzip'],
    ['deflate', 'deflate'],
  ],
  waitForReady: onOrOff,
  retries: onOrOff,
  keepaliveIdle: onOrOff,
  loadBalancing: [
    ['pick_first', 'pick_first'],
    ['round_robin', 'round_robin'],
  ],
};

/** How calls go over a connection. Each option is said here, or shows what is inherited and from where. */
export function OptionsForm(props: OptionsFormProps) {
  const { texts, own, inherited, proxyPassword, faultOf = optionFault, onChange } = props;
  function change(name: OptionName, text: string) {
    const { [name]: _before, ...rest } = texts;
    onChange(text === '' ? rest : { ...rest, [name]: text });
  }
  return (
    <div className="options-form" data-variables>
      {groups.map(({ title, names }) => (
        <section key={title} className="options-group" aria-label={title}>
          <h3 className="options-title">{title}</h3>
          {names.map((name) => (
            <Fragment key={name}>
              <Option
                name={name}
                text={texts[name] ?? ''}
                own={own}
                inherited={inherited(name)}
                fault={faultOf(name, texts[name] ?? '')}
                onChange={(text) => change(name, text)}
              />
              {name === 'proxy' ? proxyPassword?.(texts.proxy ?? '') : null}
            </Fragment>
          ))}
        </section>
      ))}
    </div>
  );
}

interface OptionProps {
  readonly name: OptionName;
  readonly text: string;
  readonly own: string;
  readonly inherited: InheritedOption;
  readonly fault: AppError | undefined;
  readonly onChange: (text: string) => void;
}

function Option({ name, text, own, inherited, fault, onChange }: OptionProps) {
  const label = optionLabels[name];
  const isSaid = text.trim() !== '';
  const row = useRef<HTMLDivElement>(null);
  // The button goes with what it takes back.
  const toValue = useMemo(
    () =>
      passFocusOn(() =>
        row.current?.querySelector<HTMLElement>('input, select, .cm-content')?.focus(),
      ),
    [],
  );
  return (
    <div ref={row} className={`option${isSaid ? ' option-said' : ''}`}>
      <span className="option-label" title={hints[name]} aria-hidden="true">
        {label}
      </span>
      <Value name={name} text={text} inherited={inherited.text} fault={fault} onChange={onChange} />
      {isSaid ? (
        <span className="option-from" title={own}>
          {own}
        </span>
      ) : inherited.from === undefined ? (
        <span className="option-from">Default</span>
      ) : (
        <span className="option-origin">{`Inherited from ${shownText(inherited.from)}`}</span>
      )}
      {text === '' ? null : (
        <span ref={toValue}>
          <IconButton
            label={`Inherit ${label.toLowerCase()}`}
            icon={<X size={14} aria-hidden="true" />}
            hasTooltip={false}
            onPress={() => onChange('')}
          />
        </span>
      )}
    </div>
  );
}

interface ValueProps extends Pick<OptionProps, 'name' | 'text' | 'fault' | 'onChange'> {
  readonly inherited: string;
}

function Value({ name, text, inherited, fault, onChange }: ValueProps) {
  const label = optionLabels[name];
  const said = fault && [fault.message, fault.hint].filter((part) => part !== undefined).join('. ');
  const options = choices[name];
  if (options !== undefined) {
    const words = options.find(([id]) => id === inherited)?.[1] ?? inherited;
    return (
      <SelectField
        label={label}
        isLabelHidden
        options={[
          { id: '', label: `Inherited: ${words.toLowerCase()}` },
          ...options.map(([id, choice]) => ({ id, label: choice })),
          // What a file says need not be one of them: `{{compression}}`.
          ...(text === '' || options.some(([id]) => id === text)
            ? []
            : [{ id: text, label: text }]),
        ]}
        selected={text}
        onSelect={onChange}
      />
    );
  }
  if (name === 'serviceConfig')
    return (
      <div className="option-json">
        <CodeEditor
          label={label}
          value={text}
          placeholder={inherited}
          onChange={onChange}
          fault={said === undefined ? undefined : { message: said }}
        />
      </div>
    );
  return (
    <TextField
      label={label}
      isLabelHidden
      mono
      placeholder={inherited}
      value={text}
      fault={said}
      onChange={onChange}
    />
  );
}
