import { ApiError } from '../../shell/api/api-error.ts';
import { csrfToken } from '../../shell/api/csrf-token.ts';
import type { ScreeningPurpose } from '../screenings/screening.ts';
import type { RosterType } from './roster-type.ts';

export interface UploadRosterOptions {
  readonly id: string;
  readonly purpose: ScreeningPurpose;
  readonly file: Blob;
  readonly type: RosterType;
  /** Of what is sent, between 0 and 1. */
  readonly onProgress: (share: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Sends a screening its roster; another one begins it anew. By XMLHttpRequest, since `fetch` does not tell how far it is.
 * Throws `ApiError`, with the code and words of console or gateway.
 */
export function uploadRoster(options: UploadRosterOptions): Promise<void> {
  const { id, purpose, file, type, onProgress, signal } = options;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', `/api/screenings/${id}/roster?purpose=${purpose}`);
    request.setRequestHeader('content-type', type);
    request.setRequestHeader('x-csrf-token', csrfToken());
    request.upload.onprogress = ({ loaded, total }) => {
      onProgress(total > 0 ? loaded / total : 0);
    };
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve();
      else reject(errorOf(request.status, request.responseText));
    };
    request.onerror = () => {
      reject(new ApiError(0, 'UNREACHABLE', 'the console does not answer'));
    };
    request.onabort = () => {
      reject(new DOMException('given up', 'AbortError'));
    };
    signal?.addEventListener('abort', () => {
      request.abort();
    });
    request.send(file);
  });
}

interface Refused {
  readonly error?: { readonly code?: string; readonly message?: string };
  readonly errors?: readonly {
    readonly message?: string;
    readonly extensions?: { readonly code?: string };
  }[];
}

function errorOf(status: number, text: string): ApiError {
  let answer: Refused = {};
  try {
    answer = JSON.parse(text) as Refused;
  } catch {
    // Not ours: the status says enough.
  }
  const first = answer.errors?.[0];
  return new ApiError(
    status,
    answer.error?.code ?? first?.extensions?.code ?? 'INTERNAL',
    answer.error?.message ?? first?.message ?? 'something went wrong',
  );
}
