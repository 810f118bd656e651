// A gateway that answers by the lane of its first argument, with the settings of a real one.
import { parseGatewayConfig, serveGateway } from '@hearthgate/gateway';
import { compiledLane, stitchedLane } from '@hearthgate/gateway/lanes';

const lanes = { compiled: compiledLane, stitched: stitchedLane };
const [name] = process.argv.slice(2);
if (name !== 'compiled' && name !== 'stitched') throw new Error('name a lane: compiled or stitched');
await serveGateway(parseGatewayConfig(), lanes[name]);
process.send?.('ready');
process.once('disconnect', () => process.exit());
