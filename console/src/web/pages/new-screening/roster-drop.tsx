import { Group, Stack, Text } from '@mantine/core';
import { Dropzone, type FileRejection } from '@mantine/dropzone';
import { type ReactNode, useState } from 'react';
import { useFormats } from '../../shell/i18n/use-formats.ts';
import { type RosterType, rosterType } from './roster-type.ts';
import { useNewScreeningTexts } from './texts.ts';

/** Beyond this, rosters are for the command line, which resumes what broke off. */
const maxBytes = 256 * 1024 * 1024;

export interface ChosenRoster {
  readonly file: File;
  readonly type: RosterType;
}

export interface RosterDropProps {
  readonly chosen: ChosenRoster | null;
  readonly onChoose: (roster: ChosenRoster | null) => void;
  readonly isBusy: boolean;
}

/** Takes a roster by drag and drop, mouse or keyboard, and tells it by its first bytes. */
export function RosterDrop({ chosen, onChoose, isBusy }: RosterDropProps): ReactNode {
  const text = useNewScreeningTexts();
  const formats = useFormats();
  const [problem, setProblem] = useState<string>();

  const take = async ([file]: File[]): Promise<void> => {
    if (file === undefined) return;
    const type = await rosterType(file);
    setProblem(type === 'old-workbook' ? text('oldWorkbook') : undefined);
    onChoose(type === 'old-workbook' ? null : { file, type });
  };
  const refuse = ([rejection]: FileRejection[]): void => {
    onChoose(null);
    const code = rejection?.errors[0]?.code;
    if (code === 'file-too-large') setProblem(text('refusedSize', { size: maxBytes / 1024 / 1024 }));
    else setProblem(text(code === 'too-many-files' ? 'refusedMany' : 'refusedType'));
  };
  return (
    <Stack gap="xs">
      <Text fw={500} id="roster-label">
        {text('roster')}
      </Text>
      <Dropzone
        onDrop={(files: File[]) => void take(files)}
        onReject={refuse}
        maxSize={maxBytes}
        maxFiles={1}
        multiple={false}
        loading={isBusy}
        accept={{
          'text/csv': ['.csv', '.txt'],
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['.xlsx'],
          'application/vnd.ms-excel': ['.xls', '.csv'],
        }}
        inputProps={{ 'aria-labelledby': 'roster-label' }}
        aria-labelledby="roster-label"
        aria-describedby="roster-hint"
        py="xl"
      >
        <Group justify="center" ta="center">
          <Stack gap={4}>
            <Text fw={600}>
              {chosen
                ? text('chosen', {
                    name: chosen.file.name,
                    size: formats.number(Math.ceil(chosen.file.size / 1024)),
                  })
                : text('drop')}
            </Text>
            <Text size="sm" c="dimmed" id="roster-hint">
              {chosen ? text('another') : text('dropHint')}
            </Text>
          </Stack>
        </Group>
      </Dropzone>
      {problem !== undefined && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {problem}
        </Text>
      )}
    </Stack>
  );
}
