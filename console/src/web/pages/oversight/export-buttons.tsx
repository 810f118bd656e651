import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type ReactNode, useState } from 'react';
import { EXPORT_FORMATS, type ExportFormat, exportRows, type ExportRow } from './export-rows.ts';
import { saveFile } from '../../shell/save-file.ts';
import { useOversightTexts } from './texts.ts';

export interface ExportButtonsProps {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly rows: readonly ExportRow[];
}

/** Saves what is on the screen, made here of what was fetched for it: nothing is asked again. */
export function ExportButtons({ name, rows }: ExportButtonsProps): ReactNode {
  const text = useOversightTexts();
  const [writing, setWriting] = useState<ExportFormat>();
  const save = async (format: ExportFormat): Promise<void> => {
    setWriting(format);
    try {
      saveFile(await exportRows(rows, format), `${name}.${format}`);
    } catch {
      notifications.show({ color: 'red', title: text('exportFailed'), message: text('exportFailedAdvice') });
    }
    setWriting(undefined);
  };
  return (
    <Group gap="xs" role="group" aria-label={text('exportAs')}>
      <Text size="sm" c="dimmed">
        {text('exportAs')}
      </Text>
      {EXPORT_FORMATS.map((format) => (
        <Button
          key={format}
          size="xs"
          variant="default"
          disabled={rows.length === 0}
          loading={writing === format}
          onClick={() => void save(format)}
        >
          {format.toUpperCase()}
        </Button>
      ))}
    </Group>
  );
}
