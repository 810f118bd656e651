import { fork } from 'node:child_process';

export interface GatewayForLoad {
  readonly name: string;
  readonly lane: 'compiled' | 'stitched';
  /** Beside the settings that all of them have. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface GatewaysForLoad {
  readonly gateways: readonly { readonly name: string; readonly url: string; readonly pid: number }[];
  /** Good at all of them. */
  readonly token: string;
  stop(): void;
}

/** Starts gateways over the same trivial agencies and one Postgres, as processes of their own. */
export async function startGatewaysForLoad(wanted: readonly GatewayForLoad[]): Promise<GatewaysForLoad> {
  const running = fork(new URL('./gateways-under-load.ts', import.meta.url), [JSON.stringify(wanted)]);
  const started = await new Promise<unknown>((resolve, reject) => {
    running.once('message', resolve);
    running.once('exit', (code) => {
      reject(new Error(`the gateways ended with ${String(code)}`));
    });
  });
  const { gateways, token } = started as Omit<GatewaysForLoad, 'stop'>;
  return {
    gateways,
    token,
    stop: () => {
      running.disconnect();
    },
  };
}
