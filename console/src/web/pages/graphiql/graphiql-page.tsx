import { Select, useComputedColorScheme } from '@mantine/core';
import { GraphiQL } from 'graphiql';
import 'graphiql/style.css';
import { type ReactNode, useState } from 'react';
import { PageTitle } from '../../shell/page-title.tsx';
import { useTerms } from '../../shell/terms/use-terms.ts';
import { type AdHocQuestion, askGatewayAdHoc } from './ask-gateway-ad-hoc.ts';
import classes from './graphiql.module.css';
import { graphiqlRoute } from './graphiql-route.ts';
import { memoryStorage } from './memory-storage.ts';
import { useGraphiqlTexts } from './texts.ts';

const purposes = ['AID_ELIGIBILITY', 'FEE_WAIVER', 'ENROLLMENT_CHECK'] as const;

const example = `query Status($n: StudentNumber!) {
  householdStatus(studentNumber: $n) {
    ... on HouseholdStatus {
      studentNumber
      specialGroups
      complete
    }
  }
}
`;

/** Queries of one's own against the gateway, under one purpose at a time. */
export function GraphiqlPage(): ReactNode {
  const text = useGraphiqlTexts();
  const terms = useTerms();
  const { purpose = 'AID_ELIGIBILITY' } = graphiqlRoute.useSearch();
  const navigate = graphiqlRoute.useNavigate();
  const scheme = useComputedColorScheme();
  const [storage] = useState(memoryStorage);
  return (
    <>
      <PageTitle title={text('title')} lead={text('lead')}>
        <Select
          label={text('purpose')}
          data={purposes.map((value) => ({ value, label: terms('purpose', value) }))}
          value={purpose}
          allowDeselect={false}
          onChange={(value) => {
            void navigate({ search: { purpose: purposes.find((known) => known === value) }, replace: true });
          }}
        />
      </PageTitle>
      <div className={classes['editor'] ?? ''}>
        <GraphiQL
          key={purpose}
          fetcher={(question: AdHocQuestion) => askGatewayAdHoc(question, purpose)}
          storage={storage}
          defaultQuery={example}
          forcedTheme={scheme}
          isHeadersEditorEnabled={false}
        />
      </div>
    </>
  );
}
