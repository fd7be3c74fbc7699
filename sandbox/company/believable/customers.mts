import type { CustomerSpec } from '../specs.mts';

/** Customers whose accounting id stands on the HubSpot company already. */
const BY_ID = {
	pennine: {
		name: 'Pennine Community Schools Trust',
		domain: 'pennineschools.example',
		terms: '30 days',
		ledger: { by: 'id' },
	},
	harwood: {
		name: 'Harwood & Finch Solicitors',
		domain: 'harwoodfinch.example',
		city: 'York',
		ledger: { by: 'id', name: 'Harwood and Finch Solicitors LLP' },
	},
	brightwater: {
		name: 'Brightwater Leisure',
		domain: 'brightwaterleisure.example',
		country: 'UK',
		ledger: { by: 'id', name: 'Bright Water Leisure (Holdings) Ltd' },
	},
	tanager: {
		name: 'Tanager Robotics Inc',
		domain: 'tanager.example',
		country: 'United States',
		city: 'Boston',
		zip: '02110',
		ledger: { by: 'id', taxType: 'ZERORATEDOUTPUT', currency: 'USD' },
	},
	lindqvist: {
		name: 'Lindqvist Möbel AB',
		domain: 'lindqvist.example',
		country: 'Sweden',
		city: 'Göteborg',
		zip: '411 03',
		vatNumber: 'SE556677889901',
		ledger: { by: 'id', taxType: 'ZERORATEDOUTPUT', currency: 'EUR' },
	},
	sakura: {
		name: 'Sakura Precision K.K.',
		domain: 'sakura-precision.example',
		country: 'Japan',
		city: 'Osaka',
		zip: '530-0001',
		ledger: { by: 'id', taxType: 'NONE', currency: 'JPY' },
	},
	gruner: {
		name: 'Grüner & Söhne GmbH',
		domain: 'gruener-soehne.example',
		country: 'Deutschland',
		city: 'München',
		zip: '80331',
		vatNumber: 'DE811234567',
		ledger: { by: 'id', name: 'Gruner und Sohne', taxType: 'ZERORATEDOUTPUT', currency: 'EUR' },
	},
	moorside: {
		name: 'Moorside Veterinary Centre',
		domain: 'moorsidevets.example',
		ledger: { by: 'id', taxType: 'OUTPUT2' },
	},
	calder: { name: 'Calder Valley Housing Association', domain: 'caldervalleyha.example', ledger: { by: 'id' } },
	stmary: {
		name: "St Mary's Hospice",
		domain: 'stmaryshospice.example',
		ledger: { by: 'id', name: 'St. Marys Hospice (charity no. 1042)', taxType: 'ZERORATEDOUTPUT' },
	},
	windle: { name: 'Windle Engineering', domain: 'windle-eng.example', ledger: { by: 'id' } },
	riverbank: { name: 'Riverbank Studios', domain: 'riverbankstudios.example', ledger: { by: 'id' } },
} satisfies Record<string, CustomerSpec>;

/** Customers whom finance keeps under a name of its own, which only a comparison finds. */
const BY_NAME = {
	acme: { name: 'Acme', domain: 'acme-supplies.example', ledger: { by: 'found', name: 'ACME Ltd.' } },
	obrien: {
		name: 'O\'Brien & Sons "Master Bakers"',
		domain: 'obrienbakers.example',
		ledger: { by: 'found', name: 'OBrien and Sons "Master Bakers" Limited' },
	},
	cafe: { name: 'Café Renée', domain: 'cafe-renee.example', ledger: { by: 'found', name: 'Cafe Renee Ltd' } },
	oldmill: {
		name: 'The Copper Kettle Company',
		domain: 'copperkettle.example',
		ledger: { by: 'found', name: 'Copper Kettle Company Limited' },
	},
	delacroix: {
		name: 'Delacroix Frères SAS',
		domain: 'delacroix.example',
		country: 'France',
		city: 'Lyon',
		zip: '69002',
		ledger: { by: 'found', name: 'DELACROIX FRERES', taxType: 'ZERORATEDOUTPUT', currency: 'EUR' },
	},
	vanderberg: {
		name: 'Van der Berg Logistics B.V.',
		domain: 'vdberg.example',
		country: 'Netherlands',
		city: 'Rotterdam',
		zip: '3011 AA',
		ledger: { by: 'found', name: 'van der Berg Logistics BV', taxType: 'ZERORATEDOUTPUT', currency: 'EUR' },
	},
	hillcrest: {
		name: 'Hillcrest Nurseries Ltd',
		domain: 'hillcrestnurseries.example',
		ledger: { by: 'found', name: 'HILLCREST NURSERIES' },
	},
	forge: {
		name: 'Forge and Anvil',
		domain: 'forgeanvil.example',
		country: 'England',
		ledger: { by: 'found', name: 'Forge & Anvil Ltd' },
	},
	twin: {
		name: 'Twin  Peaks   Outdoor',
		domain: 'twinpeaksoutdoor.example',
		ledger: { by: 'found', name: 'Twin Peaks Outdoor Ltd' },
	},
	quayside: {
		name: 'Quayside Dental',
		domain: 'quaysidedental.example',
		ledger: { by: 'found', name: 'Quayside Dental Limited' },
	},
	northgate: {
		name: 'Northgate Digital',
		domain: 'northgate-digital.example',
		email: 'property',
		ledger: { by: 'found', name: 'NGD Trading (London)' },
	},
} satisfies Record<string, CustomerSpec>;

/** Customers the ledger has never seen. */
const NEW = {
	zoe: { name: 'Bäckerei Zoë ☕ London', domain: 'zoe-bakes.example', city: 'London', zip: 'E2 7DD' },
	noor: {
		name: 'شركة النور للتجارة',
		domain: 'alnoor-trading.example',
		city: 'London',
		zip: 'W2 1JB',
		country: 'GB',
	},
	backslash: { name: 'Back\\Slash Media', domain: 'backslashmedia.example', city: 'Bristol', zip: 'BS1 4DJ' },
	longname: {
		name: `Worshipful Company of Instrument Makers, Opticians, Horologists, Cartographers and Surveyors of the Northern Ridings${', Wapentakes'.repeat(9)}`,
		domain: 'instrumentmakers.example',
		billingName: 'Worshipful Company of Instrument Makers',
	},
	ampersand: {
		name: 'R&D <Labs> & Partners',
		billingName: 'R&D Labs & Partners',
		domain: 'rdlabs.example',
		city: 'Cambridge',
		zip: 'CB2 1TN',
	},
	peregrine: { name: 'Peregrine Coaches', domain: 'peregrinecoaches.example', terms: '14 days' },
	ludlow: {
		name: 'Ludlow Cheese Makers',
		domain: 'ludlowcheese.example',
		city: 'Ludlow',
		zip: 'SY8 1AA',
		country: 'Great Britain',
	},
	saltaire: { name: 'Saltaire Print Works', domain: 'saltaireprint.example' },
	kelpie: { name: 'Kelpie Ferries', domain: 'kelpieferries.example', city: 'Oban', zip: 'PA34 4AR' },
	thornbury: { name: 'Thornbury Glass', domain: 'thornburyglass.example' },
	juniper: { name: 'Juniper & Rye', domain: 'juniperrye.example', vatNumber: 'GB987654321' },
	osprey: { name: 'Osprey Drones', domain: 'ospreydrones.example' },
	marlowe: { name: 'Marlowe Theatre Hire', domain: 'marlowehire.example' },
	bevan: { name: 'Bevan Orthotics', domain: 'bevanorthotics.example', city: 'Cardiff', zip: 'CF10 1EP' },
	fenland: { name: 'Fenland Pumps', domain: 'fenlandpumps.example' },
	agency: { name: 'Tidewater Procurement', domain: 'tidewaterprocurement.example' },
	endclient: { name: 'Ashdown Primary Academy', domain: 'ashdownprimary.example' },
	rosehip: { name: 'Rosehip Florists', domain: 'rosehipflorists.example' },
	gantry: { name: 'Gantry Lighting', domain: 'gantrylighting.example' },
	wold: { name: 'Wold Cycles', domain: 'woldcycles.example' },
} satisfies Record<string, CustomerSpec>;

/** One customer for each deal that has something wrong with it. */
const FLAWED = {
	larkspur: { name: 'Larkspur Dental Group', domain: 'larkspurdental.example', ledger: { by: 'id' } },
	kestrel: {
		name: 'Kestrel Joinery',
		domain: 'kestreljoinery.example',
		ledger: { by: 'found', name: 'KESTREL JOINERY LTD' },
	},
	oakapple: {
		name: 'Oakapple Farm Shop',
		domain: 'oakapplefarm.example',
		ledger: { by: 'id', name: 'Oak Apple Farm Shops' },
	},
	importedOne: { name: 'Holm Textiles', domain: 'holmtextiles.example' },
	importedTwo: { name: 'Wharfedale Brewery', domain: 'wharfedalebrewery.example' },
	gift: { name: 'Helping Paws Rescue', domain: 'helpingpaws.example' },
	buyerOnly1: { name: 'Castle Street Framers', domain: 'castleframers.example', email: 'buyer' },
	buyerOnly2: { name: 'Midland Signage', domain: 'midlandsignage.example', email: 'buyer' },
	buyerOnly3: { name: 'Beacon Physio', domain: 'beaconphysio.example', email: 'buyer', ledger: { by: 'id' } },
	noEmail1: { name: 'Parish Council of Wath', domain: 'wathparish.example', email: 'none' },
	noEmail2: { name: 'Ned Thackray, Stonemason', email: 'none' },
	nowhere1: {
		name: 'Skerry Marine',
		domain: 'skerrymarine.example',
		country: null,
		city: 'Port Erin',
		zip: 'IM9 6AB',
	},
	nowhere2: {
		name: 'Halcyon Charters',
		domain: 'halcyoncharters.example',
		country: 'Northern hemisphere',
		city: 'At sea',
		zip: '-',
	},
	nowhere3: { name: 'Ember Analytics', domain: 'ember-analytics.example', country: null, city: 'Remote', zip: '-' },
	abroad1: {
		name: 'Ó Briain Teicneolaíocht',
		domain: 'obriain.example',
		country: 'Ireland',
		city: 'Galway',
		zip: 'H91 E2R6',
	},
	abroad2: { name: 'Maison Duval SARL', domain: 'maisonduval.example', country: 'FR', city: 'Lille', zip: '59000' },
	abroad3: {
		name: 'Redwood Instruments LLC',
		domain: 'redwoodinstruments.example',
		country: 'USA',
		city: 'Portland',
		zip: '97205',
	},
	abroad4: {
		name: 'Kiefer Werkzeuge GmbH',
		domain: 'kiefer-werkzeuge.example',
		country: 'Germany',
		city: 'Kassel',
		zip: '34117',
		ledger: { by: 'id' },
	},
	abroad5: {
		name: 'Talleres Núñez',
		domain: 'talleresnunez.example',
		country: 'Spain',
		city: 'Bilbao',
		zip: '48001',
	},
} satisfies Record<string, CustomerSpec>;

/** Customers of deals that are still open: each would be asked about, were its deal won. */
const OPEN = {
	harrogate: { name: 'Harrogate Tea', domain: 'harrogatetea.example' },
	doubled: { name: 'Summit Training', domain: 'summittraining.example' },
	zurich: {
		name: 'Zürich Uhrenwerk AG',
		domain: 'uhrenwerk.example',
		country: 'Switzerland',
		city: 'Zürich',
		zip: '8001',
	},
	archivedOnly: {
		name: 'Milltown Garages',
		domain: 'milltowngarages.example',
		ledger: { by: 'found', status: 'ARCHIVED' },
	},
} satisfies Record<string, CustomerSpec>;

/** Every customer of the believable company under a short name. */
export const CUSTOMERS = { ...BY_ID, ...BY_NAME, ...NEW, ...FLAWED, ...OPEN };

export type CustomerName = keyof typeof CUSTOMERS;

/** Names of the customers whom the ledger knows by an id stored on the HubSpot company. */
export const KNOWN_BY_ID = Object.keys(BY_ID) as CustomerName[];

/** Names of the customers whom only a comparison of names or emails finds in the ledger. */
export const FOUND_BY_NAME = Object.keys(BY_NAME) as CustomerName[];
