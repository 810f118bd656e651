import { createServer } from 'node:http';
import { dispatch, type DispatchOptions } from './dispatch.ts';

/** Serves routes at a port of 127.0.0.1. What comes back ends that, once the requests in progress are answered. */
export async function listen(options: DispatchOptions, port: number): Promise<() => Promise<void>> {
  const server = createServer(dispatch(options));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return async () => {
    const closing = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    await closing;
  };
}
