import { Anchor, type AnchorProps } from '@mantine/core';
import { createLink, type LinkComponent } from '@tanstack/react-router';
import type { ComponentPropsWithRef, ReactNode } from 'react';

type LinkProps = AnchorProps & Omit<ComponentPropsWithRef<'a'>, keyof AnchorProps>;

function MantineAnchor(props: LinkProps): ReactNode {
  return <Anchor {...props} />;
}

/** A link to a page of the console, whose address and search parameters the compiler knows. */
export const AppLink: LinkComponent<typeof MantineAnchor> = createLink(MantineAnchor);
