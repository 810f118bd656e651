import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { askGateway } from '../../shell/api/ask-gateway.ts';
import { ErrorState } from '../../shell/states/error-state.tsx';
import type { FoundScreening } from './screening-query.ts';
import { useScreeningTexts } from './texts.ts';

/** Ends a screening after asking: what is erased cannot be brought back. */
export function CancelButton({ screening, purpose }: FoundScreening): ReactNode {
  const text = useScreeningTexts();
  const queries = useQueryClient();
  const [isOpen, { open, close }] = useDisclosure();
  const cancel = useMutation({
    mutationFn: () =>
      askGateway({ document: 'cancel-screening.graphql', variables: { id: screening.id }, purpose }),
    onSuccess: async () => {
      close();
      queries.removeQueries({ queryKey: ['screening-results', screening.id] });
      await queries.invalidateQueries({ queryKey: ['screening', screening.id] });
      await queries.invalidateQueries({ queryKey: ['screenings'] });
    },
  });
  return (
    <>
      <Button variant="default" onClick={open}>
        {text('cancel')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={text('cancelTitle')}
        // Locking the page's scroll writes a style element without the nonce, which the policy refuses.
        lockScroll={false}
        closeButtonProps={{ 'aria-label': text('keep') }}
      >
        <Stack>
          <Text>{text('cancelWarning')}</Text>
          {cancel.isError && <ErrorState error={cancel.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              {text('keep')}
            </Button>
            <Button
              color="red.8"
              loading={cancel.isPending}
              onClick={() => {
                cancel.mutate();
              }}
            >
              {text('cancel')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
