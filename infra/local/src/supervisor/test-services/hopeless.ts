// Ends before it was ever ready, and says why.
process.stderr.write('some noise\nthe disk is on fire\n\n');
process.exit(3);
