import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from '../../components/Button';
import { Screen } from '../../components/Screen';
import { Waiting } from '../../components/Waiting';
import { useText } from '../../i18n/useText';
import { houseQuery } from '../../ipc/queries';
import { HouseForm } from './HouseForm';

/** How the institution looks on paper. */
export function HouseScreen() {
  const text = useText();
  const navigate = useNavigate();
  const house = useQuery(houseQuery);
  const title = text('house.title');
  const institution = house.data?.institution;
  return (
    <Screen
      title={title}
      documentTitle={text('app.title', { screen: title })}
      lead={institution ? text('house.lead', { institution }) : text('house.leadPlain')}
      actions={
        <Button icon="chevronLeft" onPress={() => void navigate({ to: '/settings' })}>
          {text('settings.title')}
        </Button>
      }
    >
      {house.data ? <HouseForm house={house.data} /> : <Waiting label={text('app.loading')} />}
    </Screen>
  );
}
