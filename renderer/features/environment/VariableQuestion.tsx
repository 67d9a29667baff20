import { useState } from 'react';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';
import { SecretField } from '#renderer/ui/SecretField.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import './VariableQuestion.css';

/** What is asked before a call, where its variables need it. */
export function VariableQuestion() {
  const question = useApp((state) => state.variableQuestion);
  if (question === null) return null;
  return question.about === 'trust' ? (
    <TrustQuestion names={question.names} />
  ) : (
    <SecretsQuestion
      key={question.names.join()}
      environment={question.environment}
      names={question.names}
    />
  );
}

interface SecretsQuestionProps {
  /** Its file, absolute. */
  readonly environment: string;
  readonly names: readonly string[];
}

function SecretsQuestion({ environment, names }: SecretsQuestionProps) {
  const answer = useApp((state) => state.answerSecrets);
  const folder = useApp((state) => state.workspace?.folder ?? '');
  const [given, setGiven] = useState<ReadonlyMap<string, string>>(new Map());
  const isReady = names.every((name) => (given.get(name) ?? '') !== '');
  return (
    <Modal
      title={names.length === 1 ? 'A secret has no value yet' : 'Secrets have no values yet'}
      isOpen
      onClose={() => answer(null)}
      actions={
        <>
          <Button onPress={() => answer(null)}>Cancel</Button>
          <Button tone="primary" isDisabled={!isReady} onPress={() => answer(given)}>
            Use
          </Button>
        </>
      }
    >
      <form
        className="variable-question"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) answer(given);
        }}
      >
        <p>
          {`${shownText(environment.slice(folder.length + 1))} names ${names.length === 1 ? 'it as a secret. It is' : 'them as secrets. They are'} kept in memory until this window closes, and written nowhere.`}
        </p>
        {names.map((name, index) => (
          <SecretField
            key={name}
            label={name}
            autoFocus={index === 0}
            value={given.get(name) ?? ''}
            onChange={(value) => setGiven(new Map(given).set(name, value))}
          />
        ))}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Modal>
  );
}

function TrustQuestion({ names }: { readonly names: readonly string[] }) {
  const answer = useApp((state) => state.answerTrust);
  const folder = useApp((state) => state.workspace?.folder ?? '');
  return (
    <Modal
      title="Trust this workspace?"
      isOpen
      onClose={() => void answer(null)}
      actions={
        <>
          <Button autoFocus onPress={() => void answer(null)}>
            Not now
          </Button>
          <Button tone="primary" onPress={() => void answer(true)}>
            Trust
          </Button>
        </>
      }
    >
      <p>
        {`${shownText(folder)} reads ${shownText(names.join(', '))} from your environment or its .env, and sends ${names.length === 1 ? 'it' : 'them'} where its requests go. Trust it only when you know who wrote it.`}
      </p>
    </Modal>
  );
}
