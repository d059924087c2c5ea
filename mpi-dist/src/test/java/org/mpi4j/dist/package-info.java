/** Tests that start real processes from the unpacked distribution. They see its scripts and jars only, as a user does. */
package org.mpi4j.dist;
