/** Names as they occur: accents, apostrophes, hyphens, quotation marks, particles, one-letter and very long ones. */
export const demoNames = {
  first: [
    'Amelia', 'Noah', 'Zoë', 'José', 'Ingrid', 'Omar', 'Priya', 'Søren', 'Anne-Marie', 'Łukasz', 'Yuki', 'Fatima', 'Jürgen', 'Siobhán',
    'William "Bill"', 'Renée', 'D', 'Thandiwe', 'Björn', 'Maria del Carmen', 'Oscar', 'Élodie', 'Ivan', 'Grace', 'Kwame',
  ],
  last: [
    'Smith', "O'Brien", 'García', 'Müller', 'Smith-Jones', 'van der Berg', 'Nguyễn', "D'Angelo", 'Ødegaard', 'Novák', 'smith', 'Ångström',
    'McDonald', 'de la Cruz', 'Çelik', 'Kowalski', 'Ito', 'Lee', 'Featherstonehaugh', 'Şahin', "N'Diaye", 'Silva', 'Öztürk', 'Brown', 'Al-Farsi',
    'Wójcik', 'Park', 'St. John', 'Zhang', 'Mensah', 'Ferreira',
  ],
  titles: ['Buyer', 'Owner', 'Head of Purchasing', 'CEO', 'Office Manager', null, 'Logistics Lead', 'CFO', null, 'Receptionist'],
  accounts: [
    'Acme Tools', 'Bluebird Bakery', 'Cedar & Sons', 'Delta Freight', 'Evergreen Farms', 'Fjord Fisheries', 'Granite Works', 'Harbor Lights Hotel',
    'Iris Optics', 'Juniper Books', "Kelly's Garage", 'Lumen Electric', 'Maple Dental', 'Nordic Wool', 'Orchard Foods', 'Pico Robotics', 'Quarry Stone',
    'Redwood Builders', 'Sable Studio', 'Tidewater Boats', 'Umbra Lighting', 'Vale Vineyards', 'Willow Care', 'Xenia Travel', 'Yarrow Pharmacy',
    'Zephyr Cycles', 'Café Olé', 'Müller & Töchter', 'Brightside "24/7" Cleaning', 'Coastline Surf', 'Drift Coffee', 'Ember Ceramics', 'Falcon Couriers',
    'Garnet Jewelers', 'Hilltop School', 'Ivy Florists', 'Jade Imports', 'Kite & Co.', 'Lantern Events',
  ],
} as const; // prettier-ignore
