import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendJson } from './send-json.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

export interface DispatchOptions {
  /** By path; one that ends with `/` stands for everything below it. */
  readonly routes: Readonly<Record<string, Handler>>;
  readonly reportFault: (error: unknown) => void;
}

/** What a request's path is handled by. The query of a URL says nothing to anybody here. */
export function dispatch({
  routes,
  reportFault,
}: DispatchOptions): (request: IncomingMessage, response: ServerResponse) => void {
  const folders = Object.keys(routes).filter((path) => path.endsWith('/'));
  return (request, response) => {
    const path = pathOf(request);
    const route = Object.hasOwn(routes, path) ? path : folders.find((folder) => path.startsWith(folder));
    const handle = route === undefined ? undefined : routes[route];
    if (!handle) {
      sendJson(response, 404, { error: 'not found' });
      return;
    }
    Promise.resolve(handle(request, response)).catch((error: unknown) => {
      reportFault(error);
      response.destroy();
    });
  };
}

/** Without its query. */
export function pathOf({ url = '' }: Pick<IncomingMessage, 'url'>): string {
  return url.split('?', 1)[0] ?? '';
}
