import type { AidProgram } from '@hearthgate/schema/vocabulary';
import { ApiError } from '../../shell/api/api-error.ts';
import { askGateway } from '../../shell/api/ask-gateway.ts';
import type { Screening, ScreeningPurpose } from '../screenings/screening.ts';
import type { RosterType } from './roster-type.ts';
import { uploadRoster } from './upload-roster.ts';

export interface BeginScreeningOptions {
  readonly purpose: ScreeningPurpose;
  readonly program: AidProgram | null;
  readonly clientReference: string | null;
  readonly file: Blob;
  readonly type: RosterType;
  readonly onProgress: (share: number) => void;
}

/**
 * Begins a screening and sends its roster. One whose roster cannot be read is ended again, so that it does not wait for a
 * roster for a day. Throws `ApiError`.
 */
export async function beginScreening(options: BeginScreeningOptions): Promise<string> {
  const { purpose, program, clientReference, file, type, onProgress } = options;
  const { createScreening } = await askGateway<{ createScreening: Screening }>({
    document: 'create-screening.graphql',
    variables: { program, clientReference },
    purpose,
  });
  const { id } = createScreening;
  try {
    await uploadRoster({ id, purpose, file, type, onProgress });
  } catch (error) {
    if (error instanceof ApiError && error.code === 'ROSTER_UNREADABLE') {
      const cancelling = { document: 'cancel-screening.graphql', variables: { id }, purpose };
      await askGateway(cancelling).catch(() => undefined);
    }
    throw error;
  }
  return id;
}
