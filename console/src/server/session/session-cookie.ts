import type { FastifyReply, FastifyRequest } from 'fastify';

export interface SessionCookie {
  read(request: FastifyRequest): string | undefined;
  set(reply: FastifyReply, id: string): void;
  clear(reply: FastifyReply): void;
}

/**
 * A cookie that no script can read and no foreign page's form brings along. Over https it carries `__Host-`, by which a
 * browser takes it from this host alone. A browser sends it to every port of a host.
 */
export function sessionCookie(consoleUrl: string): SessionCookie {
  const secure = consoleUrl.startsWith('https:');
  const name = secure ? '__Host-hearthgate_session' : 'hearthgate_session';
  const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  return {
    read: (request) => request.cookies[name],
    set: (reply, id) => void reply.setCookie(name, id, attributes),
    clear: (reply) => void reply.clearCookie(name, attributes),
  };
}
