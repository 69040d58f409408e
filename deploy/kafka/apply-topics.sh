#!/bin/sh
# Applies deploy/topics.yaml to the broker at $1; safe to run again. Needs Kafka's own kafka-topics.sh and
# kafka-configs.sh in /opt/kafka/bin. Each topic stands on a line of its own in the declaration.
set -eu
broker=$1
declaration=$2
sed -n 's/^ *- {name: \([^,]*\), partitions: \([0-9]*\), retention-hours: \([0-9]*\), max-message-bytes: \([0-9]*\)}.*/\1 \2 \3 \4/p' "$declaration" |
    while read -r name partitions hours bytes; do
        /opt/kafka/bin/kafka-topics.sh --bootstrap-server "$broker" --create --if-not-exists \
            --topic "$name" --partitions "$partitions" </dev/null
        /opt/kafka/bin/kafka-configs.sh --bootstrap-server "$broker" --alter --entity-type topics --entity-name "$name" \
            --add-config "retention.ms=$((hours * 3600000)),max.message.bytes=$bytes" </dev/null
    done
