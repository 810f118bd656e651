import { MantineProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { Notifications } from '@mantine/notifications';
import 'dayjs/locale/zh-cn';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { router } from './router.ts';
import { makeQueryClient } from './shell/api/make-query-client.ts';
import { useLanguage } from './shell/i18n/use-language.ts';
import { styleNonce } from './shell/style-nonce.ts';
import { theme } from './shell/theme.ts';

/** The whole application: theme, language, data and routes. */
export function Console(): ReactNode {
  const [queryClient] = useState(makeQueryClient);
  const { language } = useLanguage();
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={styleNonce}>
      <DatesProvider settings={{ locale: language === 'zh-CN' ? 'zh-cn' : 'en', firstDayOfWeek: 1 }}>
        <QueryClientProvider client={queryClient}>
          <Notifications position="bottom-right" />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </DatesProvider>
    </MantineProvider>
  );
}
