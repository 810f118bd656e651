import { Accordion, Alert, Button, Code, List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useFormats } from '../../shell/i18n/use-formats.ts';
import type { CheckedReceipt, Receipt } from './check-receipt.ts';
import { rememberKeys, standingOf } from './known-keys.ts';
import classes from './receipt-section.module.css';
import { Section } from './section.tsx';
import { useAccessTexts } from './texts.ts';

/** The receipt of a leaf, checked here, and what it was checked from. */
export function ReceiptSection({ receipt }: { readonly receipt: Receipt }): ReactNode {
  const text = useAccessTexts();
  const { data: checked } = useQuery({
    queryKey: ['receipt', receipt],
    staleTime: Infinity,
    // The log's own code, and the cryptography that it needs here, are fetched with the first receipt.
    queryFn: async () => (await import('./check-receipt.ts')).checkReceipt(receipt),
  });
  return (
    <Section title={text('receipt')}>
      {checked ? (
        <Checked receipt={receipt} checked={checked} />
      ) : (
        <Text role="status">{text('checking')}</Text>
      )}
      <Accordion variant="contained" multiple defaultValue={['leaf']}>
        {(
          [
            ['leaf', receipt.leaf],
            ['proof', receipt.proof],
            ['verifierKeys', receipt.verifierKeys],
          ] as const
        ).map(([name, content]) => (
          <Accordion.Item key={name} value={name}>
            <Accordion.Control>{text(name)}</Accordion.Control>
            <Accordion.Panel>
              <Code block tabIndex={0} className={classes['wrapped']} data-source={name}>
                {content}
              </Code>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Section>
  );
}

interface CheckedProps {
  readonly receipt: Receipt;
  readonly checked: CheckedReceipt;
}

function Checked({ receipt, checked: { steps, checkpoint } }: CheckedProps): ReactNode {
  const text = useAccessTexts();
  const { number } = useFormats();
  const holds = steps.every((step) => step.holds);
  return (
    <>
      <Alert
        role="status"
        color={holds ? 'green' : 'red'}
        title={holds ? `✓ ${text('receiptHolds')}` : `✗ ${text('receiptBroken')}`}
        // Mantine's own is too pale on its background.
        styles={{ title: { color: 'var(--mantine-color-text)' } }}
        data-receipt={holds ? 'holds' : 'broken'}
      >
        <List listStyleType="none">
          {steps.map(({ step, holds: isRight }) => (
            <List.Item key={step} data-step={step}>
              {isRight ? '✓' : '✗'} {text(`step_${step}`, { index: receipt.index })}
            </List.Item>
          ))}
        </List>
        {!holds && <Text fw={600}>{text('receiptBrokenAdvice')}</Text>}
      </Alert>
      {checkpoint && (
        <Text size="sm">
          {text('checkpoint', { size: number(checkpoint.size), origin: checkpoint.origin })}
        </Text>
      )}
      <Keys verifierKeys={receipt.verifierKeys} />
    </>
  );
}

function Keys({ verifierKeys }: { readonly verifierKeys: string }): ReactNode {
  const text = useAccessTexts();
  const [standing, setStanding] = useState(() => standingOf(verifierKeys));
  if (standing !== 'NEW') {
    return (
      <Text size="sm" c="dimmed">
        {text(`keys_${standing}`)}
      </Text>
    );
  }
  return (
    <Alert color="orange" role="alert">
      <Text mb="xs">{text('keys_NEW')}</Text>
      <Button
        size="xs"
        variant="default"
        onClick={() => {
          rememberKeys(verifierKeys);
          setStanding('KNOWN');
        }}
      >
        {text('keysCompared')}
      </Button>
    </Alert>
  );
}
